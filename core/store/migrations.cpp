#include "store/migrations.h"

#include "base/atomic_file.h"
#include "base/clock.h"
#include "store/backups.h"
#include "store/connection.h"
#include "store_sql.h"

#include <system_error>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

int versionOf(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt();
}

void climb(SQLite::Database& database, MigrationLadder ladder, int from) {
    database.exec("BEGIN EXCLUSIVE");
    try {
        for (std::size_t step = static_cast<std::size_t>(from); step < ladder.size(); ++step)
            database.exec(ladder[step]);
        database.exec("PRAGMA user_version = " + std::to_string(ladder.size()));
        if (from > 0)
            resetCleanOpens(database);
        database.exec("COMMIT");
    } catch (...) {
        database.tryExec("ROLLBACK");
        throw;
    }
}

void writeCopy(SQLite::Database& database, const fs::path& target) {
    SQLite::Statement copy(database, "VACUUM INTO ?1");
    copy.bind(1, target.string());
    copy.exec();
}

Status copyInto(SQLite::Database& database, const fs::path& temporary, const fs::path& target) {
    try {
        writeCopy(database, temporary);
    } catch (const std::exception& exception) {
        return storeError(exception, "making a backup", target);
    }
    return finishCopy(temporary, target);
}

} // namespace

MigrationLadder migrationLadder() {
    return sql::kMigrations;
}

Status finishCopy(const fs::path& part, const fs::path& target) {
    TB_TRY(checkIntegrity(part));
    TB_TRY(syncPath(part));
    std::error_code error;
    fs::rename(part, target, error);
    if (error)
        return errnoError("renaming", target.string(), error.value());
    return syncPath(target.parent_path());
}

Status copyDatabase(SQLite::Database& database, const fs::path& target) {
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error)
        return errnoError("making", target.parent_path().string(), error.value());
    const fs::path temporary = target.string() + ".part";
    fs::remove(temporary, error);
    const Status copied = copyInto(database, temporary, target);
    if (!copied)
        fs::remove(temporary, error);
    return copied;
}

Status migrate(SQLite::Database& database, MigrationLadder ladder, const fs::path& backups) {
    try {
        const int version = versionOf(database);
        if (static_cast<std::size_t>(version) >= ladder.size())
            return {};
        if (version > 0)
            TB_TRY(copyDatabase(
                database, newBackupFile(backups, BackupKind::Schema, nowMilliseconds(), version)));
        climb(database, ladder, version);
        return {};
    } catch (const std::exception& exception) {
        return storeError(exception, "bringing the workspace to this version",
                          database.getFilename());
    }
}

int cleanOpens(SQLite::Database& database) {
    SQLite::Statement query(database, sql::cleanOpens);
    return query.executeStep() ? query.getColumn(0).getInt() : 0;
}

void countCleanOpen(SQLite::Database& database) {
    if (cleanOpens(database) < kTrustedOpens)
        SQLite::Statement(database, sql::countCleanOpen).exec();
}

void resetCleanOpens(SQLite::Database& database) {
    SQLite::Statement(database, sql::resetCleanOpens).exec();
}

} // namespace tiebreak
