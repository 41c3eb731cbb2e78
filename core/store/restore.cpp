#include "store/restore.h"

#include "base/atomic_file.h"
#include "store/backups.h"
#include "store/connection.h"
#include "store/migrations.h"
#include "store/workspace_file.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <system_error>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCorruptMark = ".corrupt-";

fs::path logOf(const fs::path& database) {
    return database.string() + "-wal";
}

/// A name in the same folder that is the same file.
fs::path otherNameOf(const fs::path& database) {
    std::error_code error;
    const std::string start = database.filename().string() + std::string(kCorruptMark);
    for (fs::directory_iterator entry(database.parent_path(), error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        if (entry->path().filename().string().starts_with(start) &&
            !entry->path().string().ends_with("-wal") &&
            fs::equivalent(entry->path(), database, ignored))
            return entry->path();
    }
    return {};
}

Status linkOrCopy(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!fs::exists(from, error) || fs::file_size(from, error) == 0)
        return {};
    fs::create_hard_link(from, to, error);
    if (!error)
        return {};
    fs::copy_file(from, to, error);
    return error ? Status(errnoError("keeping aside", from.string(), error.value())) : syncPath(to);
}

/// A whole database becomes a backup; false when it cannot be read.
Result<bool> backUpWhole(const fs::path& database, const fs::path& target) {
    try {
        SQLite::Database open(database.string(), SQLite::OPEN_READWRITE);
        if (open.execAndGet("PRAGMA quick_check(1)").getString() != "ok")
            return false;
        TB_TRY(copyDatabase(open, target));
        return true;
    } catch (const std::exception& exception) {
        Error error = storeError(exception, "keeping aside", database);
        return error.code == ErrorCode::BadFile ? Result<bool>(false) : error;
    }
}

/// The log of a database that is being replaced must not be taken for the new one's.
Status removeLog(const fs::path& database) {
    for (const char* suffix : {"-wal", "-shm"}) {
        std::error_code error;
        fs::remove(database.string() + suffix, error);
        if (error)
            return errnoError("removing", database.string() + suffix, error.value());
    }
    return syncPath(database.parent_path());
}

Result<fs::path> putAside(const fs::path& folder, std::int64_t now) {
    const fs::path database = workspaceFileIn(folder);
    std::error_code error;
    if (!fs::exists(database, error))
        return fs::path();
    fs::path aside = newBackupFile(backupsIn(folder), BackupKind::BeforeRestore, now);
    TB_ASSIGN(const bool whole, backUpWhole(database, aside));
    if (!whole) {
        TB_ASSIGN(aside, keepDamagedAside(folder, now));
    }
    TB_TRY(removeLog(database));
    return aside;
}

/// Nothing is thinned before the restored workspace has opened cleanly a few times.
Status markRestored(const fs::path& file) {
    try {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
        resetCleanOpens(database);
        return {};
    } catch (const std::exception& exception) {
        return storeError(exception, "restoring the backup", file);
    }
}

Status makeIncoming(const fs::path& backup, const fs::path& incoming) {
    std::error_code error;
    fs::copy_file(backup, incoming, fs::copy_options::overwrite_existing, error);
    if (error)
        return errnoError("copying", backup.string(), error.value());
    TB_TRY(markRestored(incoming));
    TB_TRY(checkBackup(incoming));
    return syncPath(incoming);
}

Status putInPlace(const fs::path& incoming, const fs::path& folder) {
    std::error_code error;
    fs::rename(incoming, workspaceFileIn(folder), error);
    if (error)
        return errnoError("renaming", incoming.string(), error.value());
    return syncPath(folder);
}

} // namespace

Result<fs::path> keepDamagedAside(const fs::path& folder, std::int64_t now) {
    const fs::path database = workspaceFileIn(folder);
    if (fs::path known = otherNameOf(database); !known.empty())
        return known;
    fs::path aside = database.string() + std::string(kCorruptMark) + timeInName(now);
    TB_TRY(linkOrCopy(database, aside));
    TB_TRY(linkOrCopy(logOf(database), logOf(aside)));
    TB_TRY(syncPath(folder));
    return aside;
}

Result<fs::path> restoreBackup(const fs::path& folder, const fs::path& backup, std::int64_t now) {
    TB_ASSIGN(const auto lock, WorkspaceLock::take(folder));
    TB_TRY(checkBackup(backup));
    const fs::path incoming = folder / "workspace.sqlite.restoring";
    if (Status made = makeIncoming(backup, incoming); !made) {
        std::error_code ignored;
        fs::remove(incoming, ignored);
        return made.error();
    }
    TB_ASSIGN(auto aside, putAside(folder, now));
    TB_TRY(putInPlace(incoming, folder));
    return aside;
}

Result<fs::path> startAfresh(const fs::path& folder, std::int64_t now) {
    TB_ASSIGN(const auto lock, WorkspaceLock::take(folder));
    TB_ASSIGN(auto aside, putAside(folder, now));
    std::error_code error;
    fs::remove(workspaceFileIn(folder), error);
    if (error)
        return errnoError("removing", workspaceFileIn(folder).string(), error.value());
    TB_TRY(syncPath(folder));
    return aside;
}

} // namespace tiebreak
