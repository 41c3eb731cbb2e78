#include "commands/detach.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tiebreak {

namespace {

/// Points the standard streams away from the caller's pipes and terminal.
bool redirect(int log) {
    const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    return null >= 0 && ::dup2(null, STDIN_FILENO) >= 0 && ::dup2(log, STDOUT_FILENO) >= 0 &&
           ::dup2(log, STDERR_FILENO) >= 0;
}

/// In the first child: a session of its own, then a second child that can never get a terminal again.
[[nodiscard]] pid_t forkAgain(int report) {
    ::setsid();
    const pid_t second = ::fork();
    if (second != 0) {
        const bool told = ::write(report, &second, sizeof second) == sizeof second;
        ::_exit(second > 0 && told ? 0 : 1);
    }
    return second;
}

Result<Detached> waitForPid(pid_t child, int report) {
    pid_t pid = 0;
    const auto got = ::read(report, &pid, sizeof pid);
    ::close(report);
    ::waitpid(child, nullptr, 0);
    if (got != sizeof pid || pid <= 0)
        return Error{ErrorCode::Internal, "the detached process could not be started", {}, {}};
    return Detached{true, pid};
}

} // namespace

Result<Detached> detachProcess(const std::filesystem::path& log) {
    const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0)
        return errnoError("opening", log.string(), errno);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return errnoError("making a pipe for", log.string(), errno);
    const pid_t child = ::fork();
    if (child < 0)
        return errnoError("starting a process for", log.string(), errno);
    if (child > 0) {
        ::close(ends[1]);
        ::close(file);
        return waitForPid(child, ends[0]);
    }
    ::close(ends[0]);
    if (forkAgain(ends[1]) != 0 || !redirect(file))
        ::_exit(1);
    ::close(ends[1]);
    return Detached{};
}

} // namespace tiebreak
