// One trainer a folder: an flock held for the life of the object, released by the kernel whatever happens to the
// process.
#pragma once

#include "base/result.h"

#include <filesystem>

namespace tiebreak {

class RunLock {
public:
    /// Busy when another process trains in this folder.
    static Result<RunLock> take(const std::filesystem::path& file);
    RunLock(RunLock&& other) noexcept : m_fd(other.m_fd) { other.m_fd = -1; }
    RunLock& operator=(RunLock&&) = delete;
    ~RunLock();

private:
    explicit RunLock(int fd) : m_fd(fd) {}
    int m_fd;
};

} // namespace tiebreak
