#include "store/connection.h"

#include "base/atomic_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

namespace tiebreak {

namespace {

ErrorCode codeOf(int sqliteCode) {
    switch (sqliteCode & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::BadFile;
    case SQLITE_NOMEM:
        return ErrorCode::OutOfMemory;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorCode::Io;
    default:
        return ErrorCode::Internal;
    }
}

/// Not even a few pages fit on the disk of `file`.
bool isFull(const std::filesystem::path& file) {
    constexpr std::uintmax_t kFewPages = 64 * 1024; // bytes
    const auto free = freeSpace(file.parent_path());
    return free && *free < kFewPages;
}

const char* advice(ErrorCode code) {
    switch (code) {
    case ErrorCode::DiskFull:
        return ". Free 1 MB, then try again";
    case ErrorCode::Busy:
        return ". Close the other program that has the workspace open";
    case ErrorCode::BadFile:
        return ". Restore the newest backup";
    case ErrorCode::Io:
        return ". Check the disk, then open the workspace again";
    default:
        return "";
    }
}

} // namespace

Error storeError(const std::exception& exception, const std::string& doing,
                 const std::filesystem::path& file) {
    const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&exception);
    ErrorCode code = sqlite ? codeOf(sqlite->getErrorCode()) : ErrorCode::Internal;
    // A log that cannot be made for want of room is to SQLite a file that cannot be opened.
    if (code == ErrorCode::Io && sqlite->getErrorCode() == SQLITE_CANTOPEN && isFull(file))
        code = ErrorCode::DiskFull;
    const std::string reason = code == ErrorCode::DiskFull ? "the disk is full" : exception.what();
    return {code, doing + " failed: " + reason + advice(code), file.string()};
}

Result<WorkspaceLock> WorkspaceLock::take(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / "workspace.lock";
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0)
        return errnoError("opening", path.string(), errno);
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
        return WorkspaceLock(fd);
    const int reason = errno;
    ::close(fd);
    if (reason != EWOULDBLOCK)
        return errnoError("locking", path.string(), reason);
    return Error{
        ErrorCode::Busy,
        "the workspace is open in another window. Close it there, or open another workspace",
        folder.string()};
}

WorkspaceLock::~WorkspaceLock() {
    if (m_fd >= 0)
        ::close(m_fd);
}

Query Store::Connection::query(const char* sql) {
    auto& statement = statements[sql];
    if (!statement)
        statement = std::make_unique<SQLite::Statement>(*database, sql);
    statement->clearBindings();
    return Query(*statement);
}

void Store::Connection::rollBack() {
    // A full disk may have ended the transaction already.
    if (sqlite3_get_autocommit(database->getHandle()) == 0)
        sqlite3_exec(database->getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace tiebreak
