#include "training/run/run_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace tiebreak {

Result<RunLock> RunLock::take(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0)
        return errnoError("opening", file.string(), errno);
    RunLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return Error{ErrorCode::Busy, "another process trains in this run folder; wait for it or cancel it",
                     file.string(), {}};
    return errnoError("locking", file.string(), errno);
}

RunLock::~RunLock() {
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace tiebreak
