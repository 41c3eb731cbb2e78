#include "base/atomic_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tiebreak {

namespace {

/// Owns one POSIX descriptor.
class Descriptor {
public:
    explicit Descriptor(int fd)
        : m_fd(fd) {}
    ~Descriptor() { closeNow(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }
    bool valid() const { return m_fd >= 0; }
    /// Closes and reports whether the close itself failed.
    bool closeNow() {
        const int fd = std::exchange(m_fd, -1);
        return fd < 0 || ::close(fd) == 0;
    }

private:
    int m_fd;
};

Status writeAll(int fd, std::string_view content, const std::string& name) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return errnoError("writing", name, errno);
        }
        content.remove_prefix(static_cast<size_t>(written));
    }
    return {};
}

Status writeTemporary(const std::string& name, std::string_view content) {
    Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file.valid())
        return errnoError("creating", name, errno);
    TB_TRY(writeAll(file.get(), content, name));
    if (::fsync(file.get()) != 0)
        return errnoError("syncing", name, errno);
    if (!file.closeNow())
        return errnoError("closing", name, errno);
    return {};
}

std::filesystem::path parentOf(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

} // namespace

Status syncPath(const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid())
        return errnoError("opening", path.string(), errno);
    if (::fsync(file.get()) != 0)
        return errnoError("syncing", path.string(), errno);
    return {};
}

Status writeFileAtomically(const std::filesystem::path& path, std::string_view content) {
    const std::string temporary = path.string() + ".tmp-" + std::to_string(::getpid());
    Status written = writeTemporary(temporary, content);
    if (written && ::rename(temporary.c_str(), path.c_str()) != 0)
        written = errnoError("renaming", path.string(), errno);
    if (!written) {
        ::unlink(temporary.c_str());
        return written;
    }
    return syncPath(parentOf(path));
}

Status renameFolderDurably(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code ignored;
    if (std::filesystem::exists(to, ignored))
        return Error{ErrorCode::Io, "already exists", to.string(), nullptr};
    if (::rename(from.c_str(), to.c_str()) != 0)
        return errnoError("renaming", from.string(), errno);
    return syncPath(parentOf(to));
}

Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t limit) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid())
        return errnoError("opening", path.string(), errno);
    std::string content;
    char buffer[1 << 16];
    while (true) {
        const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errnoError("reading", path.string(), errno);
        if (got == 0)
            return content;
        if (content.size() + static_cast<size_t>(got) > limit)
            return Error{ErrorCode::BadFile,
                         "larger than the limit of " + std::to_string(limit) + " bytes",
                         path.string(), nullptr};
        content.append(buffer, static_cast<size_t>(got));
    }
}

Result<std::uintmax_t> freeSpace(const std::filesystem::path& path) {
    std::error_code failure;
    const auto space = std::filesystem::space(path, failure);
    if (failure)
        return errnoError("asking for free space", path.string(), failure.value());
    return space.available;
}

} // namespace tiebreak
