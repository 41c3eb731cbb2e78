#include "store/backups.h"

#include "base/clock.h"
#include "store/backup_policy.h"
#include "store/connection.h"
#include "store/migrations.h"
#include "store/workspace_file.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <system_error>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr std::pair<BackupKind, std::string_view> kPrefixes[] = {
    {BackupKind::Regular, "regular-"},
    {BackupKind::Manual, "manual-"},
    {BackupKind::Schema, "schema-"},
    {BackupKind::BeforeRestore, "before-restore-"}};

std::string_view prefixOf(BackupKind kind) {
    for (const auto& [known, prefix] : kPrefixes)
        if (known == kind)
            return prefix;
    return {};
}

/// The time at the end of a name without its ".sqlite"; none for a name that is not ours.
std::optional<std::int64_t> timeFromName(const std::string& stem) {
    constexpr std::size_t kLength = 19;
    if (stem.size() < kLength)
        return std::nullopt;
    std::tm parts{};
    int milliseconds = 0, used = 0;
    const char* text = stem.c_str() + stem.size() - kLength;
    if (std::sscanf(text, "%4d%2d%2d-%2d%2d%2d-%3d%n", &parts.tm_year, &parts.tm_mon,
                    &parts.tm_mday, &parts.tm_hour, &parts.tm_min, &parts.tm_sec, &milliseconds,
                    &used) != 7 ||
        used != static_cast<int>(kLength))
        return std::nullopt;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    return std::int64_t{::timegm(&parts)} * 1000 + milliseconds;
}

std::int64_t fileTime(const fs::path& file) {
    using namespace std::chrono;
    std::error_code error;
    const auto time = fs::last_write_time(file, error);
    return error ? 0
                 : duration_cast<milliseconds>(file_clock::to_sys(time).time_since_epoch()).count();
}

/// A file with a name of ours has its kind and time there; any other was put there by a person.
BackupRecord recordOf(const fs::directory_entry& entry) {
    std::error_code ignored;
    BackupRecord record{entry.path(), BackupKind::Manual, 0, entry.file_size(ignored)};
    const std::string stem = entry.path().stem().string();
    const auto time = timeFromName(stem);
    for (const auto& [kind, prefix] : kPrefixes)
        if (time && stem.starts_with(prefix))
            record.kind = kind;
    record.takenAt = time ? *time : fileTime(entry.path());
    return record;
}

} // namespace

Status finishBackup(const PendingBackup& copy) {
    if (const Status finished = finishCopy(copy.part, copy.target); !finished) {
        std::error_code ignored;
        fs::remove(copy.part, ignored);
        return finished.error();
    }
    return copy.thin ? thinBackups(copy.target.parent_path(), copy.begun) : Status();
}

fs::path backupsIn(const fs::path& folder) {
    return folder / "backups";
}

std::string timeInName(std::int64_t time) {
    std::string name;
    for (const char c : isoTime(time)) {
        if (c >= '0' && c <= '9')
            name += c;
        else if (c == 'T' || c == '.')
            name += '-';
    }
    return name;
}

fs::path newBackupFile(const fs::path& backups, BackupKind kind, std::int64_t now, int schema) {
    std::string start(prefixOf(kind));
    if (kind == BackupKind::Schema)
        start += std::to_string(schema) + "-";
    std::error_code ignored;
    fs::path file;
    do
        file = backups / (start + timeInName(now++) + ".sqlite");
    while (fs::exists(file, ignored));
    return file;
}

std::vector<BackupRecord> listBackups(const fs::path& backups) {
    std::vector<BackupRecord> found;
    std::error_code error;
    for (fs::directory_iterator entry(backups, error), end; !error && entry != end;
         entry.increment(error))
        if (entry->path().extension() == ".sqlite")
            found.push_back(recordOf(*entry));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return std::pair(a.takenAt, a.file) > std::pair(b.takenAt, b.file);
    });
    return found;
}

Status checkIntegrity(const fs::path& file) {
    try {
        // Immutable: a copy has no log of its own, and checking must leave nothing beside it.
        SQLite::Database database(immutableUri(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
        const std::string found = database.execAndGet("PRAGMA integrity_check(1)").getString();
        if (found != "ok")
            return Error{ErrorCode::BadFile, "is damaged: " + found, file.string()};
        SQLite::Statement orphans(database, "PRAGMA foreign_key_check");
        if (orphans.executeStep())
            return Error{ErrorCode::BadFile, "is damaged: a row names one that is not there",
                         file.string()};
        return {};
    } catch (const std::exception& exception) {
        return storeError(exception, "checking", file);
    }
}

Status checkBackup(const fs::path& file) {
    TB_TRY(checkOwner(file));
    return checkIntegrity(file);
}

std::optional<BackupRecord> newestGoodBackup(const fs::path& backups) {
    for (const auto& backup : listBackups(backups))
        if (checkBackup(backup.file))
            return backup;
    return std::nullopt;
}

Status thinBackups(const fs::path& backups, std::int64_t now) {
    std::vector<BackupRecord> thinned = listBackups(backups);
    std::erase_if(thinned, [](const auto& backup) { return backup.kind == BackupKind::Manual; });
    std::vector<std::int64_t> times;
    for (const auto& backup : thinned)
        times.push_back(backup.takenAt);
    for (const std::size_t i : backupsToRemove(times, now)) {
        std::error_code error;
        fs::remove(thinned[i].file, error);
        if (error)
            return errnoError("removing", thinned[i].file.string(), error.value());
    }
    return {};
}

} // namespace tiebreak
