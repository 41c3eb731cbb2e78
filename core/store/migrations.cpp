#include "store/migrations.h"

#include "base/atomic_file.h"
#include "base/clock.h"
#include "store/connection.h"
#include "store_sql.h"

#include <algorithm>
#include <system_error>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

int versionOf(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt();
}

/// "20261124-094107-123": sorts by time and is a plain file name.
std::string timeInName() {
    std::string name;
    for (const char c : isoTime(nowMilliseconds())) {
        if (c >= '0' && c <= '9')
            name += c;
        else if (c == 'T' || c == '.')
            name += '-';
    }
    return name;
}

void climb(SQLite::Database& database, MigrationLadder ladder, int from) {
    database.exec("BEGIN EXCLUSIVE");
    try {
        for (std::size_t step = static_cast<std::size_t>(from); step < ladder.size(); ++step)
            database.exec(ladder[step]);
        database.exec("PRAGMA user_version = " + std::to_string(ladder.size()));
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

Status checkCopy(const fs::path& copy) {
    SQLite::Database database(copy.string(), SQLite::OPEN_READONLY);
    const std::string found = database.execAndGet("PRAGMA integrity_check").getString();
    if (found != "ok")
        return Error{ErrorCode::BadFile, "the copy is damaged: " + found, copy.string()};
    return {};
}

Status copyInto(SQLite::Database& database, const fs::path& temporary, const fs::path& target) {
    try {
        writeCopy(database, temporary);
        TB_TRY(checkCopy(temporary));
    } catch (const std::exception& exception) {
        return storeError(exception, "making a backup", target);
    }
    TB_TRY(syncPath(temporary));
    std::error_code error;
    fs::rename(temporary, target, error);
    if (error)
        return errnoError("renaming", target.string(), error.value());
    return syncPath(target.parent_path());
}

} // namespace

MigrationLadder migrationLadder() {
    return sql::kMigrations;
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
            TB_TRY(copyDatabase(database, backups / ("schema-" + std::to_string(version) + "-" +
                                                     timeInName() + ".sqlite")));
        climb(database, ladder, version);
        return {};
    } catch (const std::exception& exception) {
        return storeError(exception, "bringing the workspace to this version",
                          database.getFilename());
    }
}

fs::path newestBackup(const fs::path& backups) {
    fs::path newest;
    fs::file_time_type newestTime = fs::file_time_type::min();
    std::error_code error;
    for (fs::directory_iterator entry(backups, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        const auto time = entry->last_write_time(ignored);
        if (entry->path().extension() == ".sqlite" && !ignored && time > newestTime) {
            newest = entry->path();
            newestTime = time;
        }
    }
    return newest;
}

} // namespace tiebreak
