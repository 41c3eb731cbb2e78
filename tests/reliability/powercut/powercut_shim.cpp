// LD_PRELOAD library that journals every change a program makes below a folder, so that
// powercut_revert can take away what was not synced when the program died: a power cut without
// pulling a plug. It can also be the one that kills, or make writes fail.
//
//   POWERCUT_ROOT     folder that is watched; must be on one file system
//   POWERCUT_LOG      journal to append to, outside that folder, on the same file system
//   POWERCUT_KILL_AT  n: SIGKILL itself in place of the n-th change or sync (from 1)
//   POWERCUT_FAIL_AT  n: the n-th write (or sync, see FAIL_OP) fails, and all after it
//   POWERCUT_FAIL_FOR k: only k of them fail
//   POWERCUT_FAIL_OP  write (default) | sync
//   POWERCUT_FAIL_ERRNO  number, default 28 (no space left on device)
//
// Not seen: writes through mmap, and those of FILE* streams (libstdc++'s streams are seen).
#include "powercut_log.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

using powercut::Operation;
using powercut::RecordHeader;

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

long numberFrom(const char* name, long otherwise) {
    const char* text = std::getenv(name);
    return text ? std::atol(text) : otherwise;
}

struct Settings {
    std::string root, log;
    long killAt = numberFrom("POWERCUT_KILL_AT", 0);
    long failAt = numberFrom("POWERCUT_FAIL_AT", 0);
    long failFor = numberFrom("POWERCUT_FAIL_FOR", LONG_MAX);
    bool failSync = false;
    int failErrno = static_cast<int>(numberFrom("POWERCUT_FAIL_ERRNO", ENOSPC));
    Settings() {
        char resolved[PATH_MAX];
        if (const char* text = std::getenv("POWERCUT_ROOT"); text && realpath(text, resolved))
            root = resolved;
        if (const char* text = std::getenv("POWERCUT_LOG"))
            log = text;
        if (const char* text = std::getenv("POWERCUT_FAIL_OP"))
            failSync = std::string(text) == "sync";
    }
};

const Settings& settings() {
    static const Settings* all = new Settings; // never destroyed: programs write while they end
    return *all;
}

std::recursive_mutex& mutex() {
    static auto* one = new std::recursive_mutex;
    return *one;
}

long changes = 0, failures = 0;
std::uint64_t recordNumber = 0;

std::string pathOfDescriptor(int fd) {
    char link[64], path[PATH_MAX];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t length = syscall(SYS_readlink, link, path, sizeof path - 1);
    return length > 0 ? std::string(path, static_cast<std::size_t>(length)) : std::string();
}

/// Absolute, without symbolic links in the folder part.
std::string absolutePath(int folder, const char* path) {
    std::string whole = path;
    if (whole.empty() || whole[0] != '/') {
        char here[PATH_MAX];
        const std::string base = folder == AT_FDCWD
                                     ? std::string(getcwd(here, sizeof here) ? here : "")
                                     : pathOfDescriptor(folder);
        whole = base + "/" + whole;
    }
    while (whole.size() > 1 && whole.back() == '/')
        whole.pop_back();
    const auto slash = whole.rfind('/');
    const std::string parent = slash == 0 ? "/" : whole.substr(0, slash);
    char resolved[PATH_MAX];
    if (!realpath(parent.c_str(), resolved))
        return whole;
    return (std::strcmp(resolved, "/") == 0 ? std::string() : std::string(resolved)) +
           whole.substr(slash);
}

bool isWatched(const std::string& path) {
    const auto& root = settings().root;
    return !root.empty() && path.size() > root.size() && path.compare(0, root.size(), root) == 0 &&
           path[root.size()] == '/';
}

bool isWatchedOrRoot(const std::string& path) {
    return isWatched(path) || (!settings().root.empty() && path == settings().root);
}

std::string parentOf(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}
std::string nameOf(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

bool factsOf(const std::string& path, struct stat& facts) {
    return syscall(SYS_newfstatat, AT_FDCWD, path.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0;
}

std::uint64_t inodeOf(const std::string& path) {
    struct stat facts {};
    return factsOf(path, facts) ? facts.st_ino : 0;
}

void append(RecordHeader header, const std::string& name = {}, const std::string& newName = {},
            const std::string& before = {}, const std::string& after = {}) {
    header.number = recordNumber;
    header.process = static_cast<std::uint64_t>(getpid());
    header.nameLength = static_cast<std::uint32_t>(name.size());
    header.newNameLength = static_cast<std::uint32_t>(newName.size());
    header.beforeLength = static_cast<std::uint32_t>(before.size());
    header.afterLength = static_cast<std::uint32_t>(after.size());
    std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
    bytes += name + newName + before + after;
    const int fd = static_cast<int>(syscall(SYS_openat, AT_FDCWD, settings().log.c_str(),
                                            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    if (fd < 0 ||
        syscall(SYS_write, fd, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        abort(); // a test that cannot keep its journal must not pass
    syscall(SYS_close, fd);
}

/// A change or a sync is about to happen: counts it, and dies where that was asked for.
void countChange() {
    ++recordNumber;
    if (settings().killAt > 0 && ++changes == settings().killAt)
        syscall(SYS_kill, getpid(), SIGKILL);
}

/// True where this write or sync has to fail; errno is set.
bool mustFail(bool sync) {
    if (settings().failAt <= 0 || settings().failSync != sync)
        return false;
    const long number = ++failures;
    if (number < settings().failAt || number - settings().failAt >= settings().failFor)
        return false;
    errno = settings().failErrno;
    return true;
}

/// Keeps what `path` names beyond its end. False where there is nothing.
bool save(const std::string& path) {
    struct stat facts {};
    if (!factsOf(path, facts) || S_ISDIR(facts.st_mode))
        return false;
    const std::string folder = settings().log + ".saved";
    syscall(SYS_mkdirat, AT_FDCWD, folder.c_str(), 0755);
    const std::string link =
        folder + "/" + std::to_string(getpid()) + "-" + std::to_string(recordNumber);
    if (syscall(SYS_linkat, AT_FDCWD, path.c_str(), AT_FDCWD, link.c_str(), 0) != 0)
        abort();
    return true;
}

RecordHeader headerFor(Operation operation, const std::string& path) {
    RecordHeader header;
    header.operation = operation;
    header.inode = inodeOf(path);
    header.parent = inodeOf(parentOf(path));
    return header;
}

/// Bytes of a file that may be open for writing only.
std::string readBytes(int fd, std::uint64_t offset, std::uint64_t count) {
    char link[64];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const int copy = static_cast<int>(syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0));
    std::string bytes(count, '\0');
    std::size_t done = 0;
    while (copy >= 0 && done < count) {
        const ssize_t got = syscall(SYS_pread64, copy, bytes.data() + done, count - done,
                                    static_cast<off_t>(offset + done));
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    if (copy >= 0)
        syscall(SYS_close, copy);
    return bytes;
}

void noteTruncate(int fd, const struct stat& facts, std::uint64_t size) {
    RecordHeader header;
    header.operation = Operation::Truncate;
    header.inode = facts.st_ino;
    header.oldSize = static_cast<std::uint64_t>(facts.st_size);
    header.newSize = size;
    append(header, {}, {},
           size < header.oldSize ? readBytes(fd, size, header.oldSize - size) : std::string());
}

/// -1: outside; otherwise the facts of the file.
bool watchedFile(int fd, struct stat& facts) {
    return syscall(SYS_fstat, fd, &facts) == 0 && S_ISREG(facts.st_mode) &&
           isWatched(pathOfDescriptor(fd));
}

void noteWrite(int fd, const struct stat& facts, std::uint64_t offset, const std::string& bytes) {
    RecordHeader header;
    header.operation = Operation::Write;
    header.inode = facts.st_ino;
    header.offset = offset;
    header.oldSize = static_cast<std::uint64_t>(facts.st_size);
    append(header, {}, {}, readBytes(fd, offset, bytes.size()), bytes);
}

/// `offset` below 0: where the descriptor stands.
ssize_t watchedWrite(int fd, const void* data, std::size_t count, off_t offset) {
    struct stat facts {};
    const std::lock_guard lock(mutex());
    if (watchedFile(fd, facts)) {
        countChange();
        if (mustFail(false))
            return -1;
        const bool appends = (fcntl(fd, F_GETFL) & O_APPEND) != 0;
        const off_t at = appends ? facts.st_size : offset >= 0 ? offset : lseek(fd, 0, SEEK_CUR);
        noteWrite(fd, facts, static_cast<std::uint64_t>(at),
                  std::string(static_cast<const char*>(data), count));
    }
    return offset >= 0 ? syscall(SYS_pwrite64, fd, data, count, offset)
                       : syscall(SYS_write, fd, data, count);
}

int watchedSync(int fd, long call) {
    struct stat facts {};
    const std::lock_guard lock(mutex());
    const bool watched =
        syscall(SYS_fstat, fd, &facts) == 0 && isWatchedOrRoot(pathOfDescriptor(fd));
    if (watched) {
        countChange();
        if (mustFail(true))
            return -1;
    }
    const int result = static_cast<int>(syscall(call, fd));
    if (watched && result == 0) {
        RecordHeader header;
        header.operation = Operation::Sync;
        header.inode = facts.st_ino;
        append(header);
    }
    return result;
}

int watchedTruncate(int fd, off_t size) {
    struct stat facts {};
    const std::lock_guard lock(mutex());
    if (watchedFile(fd, facts)) {
        countChange();
        if (mustFail(false))
            return -1;
        noteTruncate(fd, facts, static_cast<std::uint64_t>(size));
    }
    return static_cast<int>(syscall(SYS_ftruncate, fd, size));
}

void noteOpening(const std::string& path, int flags, bool existed) {
    if (!existed)
        append(headerFor(Operation::Create, path), nameOf(path));
    (void)flags;
}

/// What O_TRUNC is about to cut off.
void noteEmptying(const std::string& path, const struct stat& facts) {
    const int fd =
        static_cast<int>(syscall(SYS_openat, AT_FDCWD, path.c_str(), O_RDONLY | O_CLOEXEC, 0));
    if (fd < 0)
        return;
    noteTruncate(fd, facts, 0);
    syscall(SYS_close, fd);
}

int watchedOpen(int folder, const char* name, int flags, mode_t mode) {
    const bool changesNothing = (flags & (O_CREAT | O_TRUNC)) == 0;
    const std::string path = changesNothing ? std::string() : absolutePath(folder, name);
    if (changesNothing || !isWatched(path))
        return static_cast<int>(syscall(SYS_openat, folder, name, flags, mode));
    const std::lock_guard lock(mutex());
    struct stat facts {};
    const bool existed = factsOf(path, facts);
    if (!existed || (flags & O_TRUNC))
        countChange();
    if (!existed && mustFail(false))
        return -1;
    if (existed && (flags & O_TRUNC) && !(flags & O_EXCL) && facts.st_size > 0)
        noteEmptying(path, facts);
    const int fd = static_cast<int>(syscall(SYS_openat, folder, name, flags, mode));
    if (fd >= 0)
        noteOpening(path, flags, existed);
    return fd;
}

int watchedRename(int oldFolder, const char* oldName, int newFolder, const char* newName,
                  unsigned flags) {
    const std::string from = absolutePath(oldFolder, oldName),
                      to = absolutePath(newFolder, newName);
    const std::lock_guard lock(mutex());
    if (isWatched(from) && isWatched(to)) {
        countChange();
        RecordHeader header = headerFor(Operation::Rename, from);
        header.newParent = inodeOf(parentOf(to));
        header.saved = save(to) ? 1 : 0;
        append(header, nameOf(from), nameOf(to));
    }
    return static_cast<int>(syscall(SYS_renameat2, oldFolder, oldName, newFolder, newName, flags));
}

int watchedUnlink(int folder, const char* name, int flags) {
    const std::string path = absolutePath(folder, name);
    const std::lock_guard lock(mutex());
    struct stat facts {};
    if (isWatched(path) && factsOf(path, facts)) {
        countChange();
        const bool isFolder = (flags & AT_REMOVEDIR) != 0;
        RecordHeader header = headerFor(isFolder ? Operation::RemoveDir : Operation::Unlink, path);
        if (!isFolder && !S_ISDIR(facts.st_mode))
            header.saved = save(path) ? 1 : 0;
        if (isFolder || !S_ISDIR(facts.st_mode))
            append(header, nameOf(path));
    }
    return static_cast<int>(syscall(SYS_unlinkat, folder, name, flags));
}

int watchedMakeDir(int folder, const char* name, mode_t mode) {
    const std::string path = absolutePath(folder, name);
    const std::lock_guard lock(mutex());
    if (isWatched(path)) {
        countChange();
        if (mustFail(false))
            return -1;
    }
    const int result = static_cast<int>(syscall(SYS_mkdirat, folder, name, mode));
    if (result == 0 && isWatched(path))
        append(headerFor(Operation::MakeDir, path), nameOf(path));
    return result;
}

mode_t modeOf(int flags, va_list arguments) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

FILE* watchedStream(const char* function, const char* path, const char* mode) {
    const bool creates = std::strpbrk(mode, "wa") != nullptr;
    if (creates) { // the change is journaled by opening once before the stream does
        const int flags = O_CREAT | O_CLOEXEC | O_WRONLY | (std::strchr(mode, 'w') ? O_TRUNC : 0);
        const int fd = watchedOpen(AT_FDCWD, path, flags, 0666);
        if (fd < 0)
            return nullptr;
        close(fd);
    }
    return next<FILE* (*)(const char*, const char*)>(function)(path, mode);
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return watchedOpen(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return watchedOpen(AT_FDCWD, path, flags, mode);
}
int openat(int folder, const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return watchedOpen(folder, path, flags, mode);
}
int openat64(int folder, const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return watchedOpen(folder, path, flags, mode);
}
int creat(const char* path, mode_t mode) {
    return watchedOpen(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
FILE* fopen(const char* path, const char* mode) {
    return watchedStream("fopen", path, mode);
}
FILE* fopen64(const char* path, const char* mode) {
    return watchedStream("fopen64", path, mode);
}

ssize_t write(int fd, const void* data, size_t count) {
    return watchedWrite(fd, data, count, -1);
}
ssize_t pwrite(int fd, const void* data, size_t count, off_t offset) {
    return watchedWrite(fd, data, count, offset);
}
ssize_t pwrite64(int fd, const void* data, size_t count, off64_t offset) {
    return watchedWrite(fd, data, count, offset);
}
ssize_t writev(int fd, const struct iovec* parts, int count) {
    ssize_t total = 0;
    for (int i = 0; i < count; ++i) {
        const ssize_t one = watchedWrite(fd, parts[i].iov_base, parts[i].iov_len, -1);
        if (one < 0)
            return total > 0 ? total : one;
        total += one;
        if (static_cast<size_t>(one) < parts[i].iov_len)
            break;
    }
    return total;
}
// Copies inside the kernel: refused, so that their callers read and write instead.
ssize_t sendfile(int, int, off_t*, size_t) {
    errno = EINVAL;
    return -1;
}
ssize_t sendfile64(int, int, off64_t*, size_t) {
    errno = EINVAL;
    return -1;
}
ssize_t copy_file_range(int, off64_t*, int, off64_t*, size_t, unsigned) {
    errno = EINVAL;
    return -1;
}

int ftruncate(int fd, off_t size) {
    return watchedTruncate(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    return watchedTruncate(fd, size);
}
int truncate(const char* path, off_t size) {
    const int fd = watchedOpen(AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    const int result = watchedTruncate(fd, size);
    close(fd);
    return result;
}

int rename(const char* from, const char* to) {
    return watchedRename(AT_FDCWD, from, AT_FDCWD, to, 0);
}
int renameat(int fromFolder, const char* from, int toFolder, const char* to) {
    return watchedRename(fromFolder, from, toFolder, to, 0);
}
int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) {
    return watchedRename(fromFolder, from, toFolder, to, flags);
}
int unlink(const char* path) {
    return watchedUnlink(AT_FDCWD, path, 0);
}
int unlinkat(int folder, const char* path, int flags) {
    return watchedUnlink(folder, path, flags);
}
int rmdir(const char* path) {
    return watchedUnlink(AT_FDCWD, path, AT_REMOVEDIR);
}
int remove(const char* path) {
    struct stat facts {};
    const bool folder = factsOf(absolutePath(AT_FDCWD, path), facts) && S_ISDIR(facts.st_mode);
    return watchedUnlink(AT_FDCWD, path, folder ? AT_REMOVEDIR : 0);
}
int mkdir(const char* path, mode_t mode) {
    return watchedMakeDir(AT_FDCWD, path, mode);
}
int mkdirat(int folder, const char* path, mode_t mode) {
    return watchedMakeDir(folder, path, mode);
}

int fsync(int fd) {
    return watchedSync(fd, SYS_fsync);
}
int fdatasync(int fd) {
    return watchedSync(fd, SYS_fdatasync);
}

} // extern "C"
