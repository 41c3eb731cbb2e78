// Takes away what a killed program had not synced, as a power cut would: everything (the default),
// or a random part of it. Reads the journal of powercut_shim.
//
//   powercut_revert ROOT LOG [--strict] [--keep SEED]
//
// A file's bytes count as safe after fsync of the file; its name after fsync of the folder or, as
// ext4, XFS and Btrfs do for new files, of the file itself. --strict: of the folder alone.
// --keep: of what was not synced, a random first part of the names and a random choice of the
// writes survive, as a journaling file system may leave them.
#include "powercut_log.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using powercut::Operation;
using powercut::Record;

namespace {

bool isContent(const Record& record) {
    return record.header.operation == Operation::Write ||
           record.header.operation == Operation::Truncate;
}

bool isBirth(const Record& record) {
    return record.header.operation == Operation::Create ||
           record.header.operation == Operation::MakeDir;
}

std::vector<Record> readLog(const fs::path& log) {
    std::ifstream file(log, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    std::vector<Record> records;
    for (std::size_t at = 0; at + sizeof(powercut::RecordHeader) <= bytes.size();) {
        Record record;
        std::memcpy(&record.header, bytes.data() + at, sizeof record.header);
        at += sizeof record.header;
        const auto& h = record.header;
        const std::size_t rest =
            std::size_t{h.nameLength} + h.newNameLength + h.beforeLength + h.afterLength;
        if (h.magic != powercut::kMagic || at + rest > bytes.size())
            break;
        const auto take = [&](std::uint32_t length) {
            at += length;
            return bytes.substr(at - length, length);
        };
        record.name = take(h.nameLength);
        record.newName = take(h.newNameLength);
        record.before = take(h.beforeLength);
        record.after = take(h.afterLength);
        records.push_back(std::move(record));
    }
    return records;
}

class PowerCut {
public:
    PowerCut(fs::path root, fs::path log, bool strict)
        : m_root(std::move(root))
        , m_log(std::move(log))
        , m_strict(strict)
        , m_records(readLog(m_log)) {
        for (std::size_t i = 0; i < m_records.size(); ++i)
            if (m_records[i].header.operation == Operation::Sync)
                settle(i);
    }

    void keepSome(unsigned seed) {
        std::mt19937 random(seed);
        std::vector<Record*> names;
        for (auto& record : m_records)
            if (!record.durable && !isContent(record))
                names.push_back(&record);
        const std::size_t kept = names.empty() ? 0 : random() % (names.size() + 1);
        for (std::size_t i = 0; i < kept; ++i)
            names[i]->durable = true;
        for (auto& record : m_records)
            if (!record.durable && isContent(record) && random() % 2)
                m_again.push_back(&record);
    }

    void revert() {
        for (auto record = m_records.rbegin(); record != m_records.rend(); ++record)
            if (!record->durable && !isContent(*record))
                undoName(*record);
        findPaths();
        for (auto record = m_records.rbegin(); record != m_records.rend(); ++record)
            if (!record->durable && isContent(*record))
                undoContent(*record);
        for (const Record* record : m_again)
            redoContent(*record);
    }

private:
    /// Marks what the sync at `index` made safe.
    void settle(std::size_t index) {
        const std::uint64_t inode = m_records[index].header.inode;
        m_records[index].durable = true;
        for (std::size_t i = 0; i < index; ++i) {
            Record& record = m_records[i];
            const auto& h = record.header;
            const bool own =
                isContent(record) ? h.inode == inode : h.parent == inode || h.newParent == inode;
            record.durable = record.durable || own;
        }
        if (!m_strict)
            settleBirth(index, inode);
    }

    /// A new file that is synced has a name afterwards, and so have the new folders above it.
    void settleBirth(std::size_t index, std::uint64_t inode) {
        for (std::size_t i = 0; i < index; ++i) {
            Record& record = m_records[i];
            if (!isBirth(record) || record.header.inode != inode || record.durable)
                continue;
            record.durable = true;
            settleBirth(index, record.header.parent);
        }
    }

    void findPaths() {
        m_paths.clear();
        const auto note = [&](const fs::path& path) {
            struct stat facts {};
            if (::lstat(path.c_str(), &facts) == 0)
                m_paths[facts.st_ino] = path;
        };
        note(m_root);
        for (const auto& entry : fs::recursive_directory_iterator(m_root))
            note(entry.path());
    }

    std::optional<fs::path> pathOf(std::uint64_t inode) const {
        const auto found = m_paths.find(inode);
        return found == m_paths.end() ? std::nullopt : std::optional(found->second);
    }

    fs::path savedLink(const Record& record) const {
        return m_log.string() + ".saved/" + std::to_string(record.header.process) + "-" +
               std::to_string(record.header.number);
    }

    void undoName(const Record& record) {
        findPaths();
        const auto parent = pathOf(record.header.parent);
        std::error_code ignored;
        switch (record.header.operation) {
        case Operation::Create:
        case Operation::MakeDir:
            if (const auto path = pathOf(record.header.inode))
                fs::remove_all(*path, ignored);
            break;
        case Operation::Unlink:
            if (parent && record.header.saved)
                fs::create_hard_link(savedLink(record), *parent / record.name, ignored);
            break;
        case Operation::RemoveDir:
            if (parent)
                fs::create_directory(*parent / record.name, ignored);
            break;
        case Operation::Rename:
            undoRename(record, parent);
            break;
        default:
            break;
        }
    }

    void undoRename(const Record& record, const std::optional<fs::path>& parent) const {
        const auto now = pathOf(record.header.inode);
        const auto newParent = pathOf(record.header.newParent);
        std::error_code ignored;
        if (!now || !newParent || *now != *newParent / record.newName)
            return; // it was never carried out
        if (parent)
            fs::rename(*now, *parent / record.name, ignored);
        else
            fs::remove_all(*now, ignored);
        if (record.header.saved)
            fs::create_hard_link(savedLink(record), *newParent / record.newName, ignored);
    }

    void change(const Record& record, const std::string& bytes, std::uint64_t offset,
                std::uint64_t size) const {
        const auto path = pathOf(record.header.inode);
        if (!path)
            return;
        const int fd = ::open(path->c_str(), O_WRONLY | O_CLOEXEC);
        if (fd < 0)
            return;
        if (::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset)) < 0 ||
            ::ftruncate(fd, static_cast<off_t>(size)) != 0)
            std::perror(path->c_str());
        ::close(fd);
    }

    void undoContent(const Record& record) const {
        const auto& h = record.header;
        change(record, record.before, h.operation == Operation::Write ? h.offset : h.newSize,
               h.oldSize);
    }

    void redoContent(const Record& record) const {
        const auto& h = record.header;
        if (h.operation == Operation::Truncate)
            return change(record, {}, 0, h.newSize);
        const auto path = pathOf(h.inode);
        std::error_code failed;
        const auto size = path ? fs::file_size(*path, failed) : 0;
        change(record, record.after, h.offset,
               std::max<std::uint64_t>(size, h.offset + record.after.size()));
    }

    fs::path m_root, m_log;
    bool m_strict;
    std::vector<Record> m_records;
    std::vector<const Record*> m_again; ///< unsynced writes that survive
    std::map<std::uint64_t, fs::path> m_paths;
};

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "powercut_revert ROOT LOG [--strict] [--keep SEED]\n");
        return 2;
    }
    bool strict = false;
    std::optional<unsigned> keep;
    for (int i = 3; i < argc; ++i) {
        if (std::strcmp(argv[i], "--strict") == 0)
            strict = true;
        else if (std::strcmp(argv[i], "--keep") == 0 && i + 1 < argc)
            keep = static_cast<unsigned>(std::atoi(argv[++i]));
    }
    PowerCut cut(fs::canonical(argv[1]), argv[2], strict);
    if (keep)
        cut.keepSome(*keep);
    cut.revert();
    return 0;
}
