// The journal of a simulated power cut: what a program changed on disk, in order, with what was
// there before, and what it synced. Written by powercut_shim inside the program, read by
// powercut_revert after it was killed. Plain values.
//
// Format 1, host byte order: records end to end, each a RecordHeader, then name, newName, before,
// after. A half record at the end belongs to an operation that was never carried out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace powercut {

enum class Operation : std::uint32_t {
    Create,    ///< inode under parent/name came to be
    MakeDir,   ///< the same for a folder
    Unlink,    ///< parent/name went; `saved` is a hard link to what it was
    RemoveDir, ///< parent/name went, an empty folder
    Rename,    ///< parent/name became newParent/newName; `saved` is what was there before
    Write,     ///< bytes at `offset` of inode; the file had `oldSize` bytes
    Truncate,  ///< inode was set to `newSize`; `before` is what was cut off
    Sync,      ///< fsync or fdatasync of inode, a file or a folder
};

inline constexpr std::uint32_t kMagic = 0x31435054; // "TPC1"

struct RecordHeader {
    std::uint32_t magic = kMagic;
    Operation operation = Operation::Sync;
    std::uint64_t number = 0; ///< names the hard link <log>.saved/<process>-<number>
    std::uint64_t process = 0;
    std::uint64_t inode = 0, parent = 0, newParent = 0;
    std::uint64_t offset = 0, oldSize = 0, newSize = 0;
    std::uint32_t saved = 0; ///< 1: there is a hard link
    std::uint32_t nameLength = 0, newNameLength = 0;
    std::uint32_t beforeLength = 0, afterLength = 0;
    std::uint32_t padding = 0;
};

struct Record {
    RecordHeader header;
    std::string name, newName, before, after;
    bool durable = false;
};

} // namespace powercut
