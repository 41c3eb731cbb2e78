// A file that is written piece by piece under a temporary name and moved into place when it is
// whole; gone again unless it is. For files too large to be held in memory (base/atomic_file.h
// serves the others). One thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace tiebreak {

class DurableFile {
public:
    /// Creates `target` + ".part"; an error shows at the first write.
    explicit DurableFile(std::filesystem::path target);
    ~DurableFile();
    DurableFile(const DurableFile&) = delete;
    DurableFile& operator=(const DurableFile&) = delete;

    Status write(std::span<const std::byte> bytes);
    /// Syncs, moves the file to its name and syncs the folder.
    Status finish();

private:
    Status status(const char* doing) const;

    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    int m_handle = -1;
    int m_error = 0;
};

} // namespace tiebreak
