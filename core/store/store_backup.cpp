#include "base/atomic_file.h"
#include "store/connection.h"
#include "store/migrations.h"
#include "store_sql.h"

#include <algorithm>
#include <system_error>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kInterval = 30 * 60 * 1000;   // ms between two backups of a small workspace
constexpr std::uintmax_t kIntervalBytes = 64u << 20; // and again for each of these
constexpr std::uintmax_t kSpareBytes = 16u << 20;    // stay free beside a backup
constexpr int kSlicePages = 512;                     // 2 MB of 4 KB pages
constexpr const char* kMarkSetting = "backup_mark";

std::int64_t bytesOf(SQLite::Database& database) {
    return database.execAndGet("PRAGMA page_count").getInt64() *
           database.execAndGet("PRAGMA page_size").getInt64();
}

std::optional<BackupRecord> newestRegular(const fs::path& backups) {
    for (auto& backup : listBackups(backups))
        if (backup.kind == BackupKind::Regular)
            return backup;
    return std::nullopt;
}

/// What is in the database, and the file it was backed up to.
std::string markWith(const std::string& content, const fs::path& file) {
    return content + "@" + file.filename().string();
}

} // namespace

/// Whether the last session ended with everything backed up, and that it was opened once more.
void Store::noteOpening() {
    auto& connection = *m_connection;
    if (connection.readOnly)
        return;
    const auto known = connection.read("reading the backups' mark", [&]() -> Result<bool> {
        const auto newest = newestRegular(backupsIn(connection.folder));
        Query content = connection.query(sql::contentMark);
        content.next();
        TB_ASSIGN(const std::string mark, setting(kMarkSetting));
        return newest && mark == markWith(content.text(0), newest->file);
    });
    // A full disk must not keep the workspace closed.
    (void)connection
        .transact("counting the opening",
                  [&]() -> Status {
                      countCleanOpen(*connection.database);
                      return {};
                  })
        .ok();
    if (known && *known)
        connection.backedUpAt = changeCount();
}

Status Store::backup(const fs::path& target) {
    return copyDatabase(*m_connection->database, target);
}

Result<bool> Store::isBackupDue(std::int64_t now) {
    if (m_connection->readOnly || m_connection->backupJob ||
        m_connection->backedUpAt == changeCount())
        return false;
    return m_connection->read("looking at the backups", [&]() -> Result<bool> {
        const auto newest = newestRegular(backupsIn(m_connection->folder));
        const auto bytes = static_cast<std::uintmax_t>(bytesOf(*m_connection->database));
        const auto interval =
            kInterval * static_cast<std::int64_t>((bytes + kIntervalBytes - 1) / kIntervalBytes);
        // A clock that was set back must not hold backups up.
        return !newest || newest->takenAt > now || now - newest->takenAt >= interval;
    });
}

Status Store::roomForBackup() {
    TB_ASSIGN(const auto available, freeSpace(m_connection->folder));
    const auto needed = static_cast<std::uintmax_t>(bytesOf(*m_connection->database)) + kSpareBytes;
    if (available >= needed)
        return {};
    constexpr std::uintmax_t kMegabyte = 1000000;
    return Error{ErrorCode::DiskFull,
                 "no backup was made: " + std::to_string(available / kMegabyte) + " MB are free, " +
                     std::to_string((needed + kMegabyte - 1) / kMegabyte) + " are needed",
                 m_connection->folder.string()};
}

Status Store::beginBackup(BackupKind kind, std::int64_t now) {
    auto& connection = *m_connection;
    if (connection.readOnly)
        return *connection.readOnly;
    const fs::path backups = backupsIn(connection.folder);
    std::error_code error;
    fs::create_directories(backups, error);
    if (error)
        return errnoError("making", backups.string(), error.value());
    const fs::path target = newBackupFile(backups, kind, now);
    connection.backupJob.reset();
    return connection.read("beginning the backup", [&]() -> Status {
        TB_TRY(roomForBackup());
        if (kind == BackupKind::Regular) {
            Query content = connection.query(sql::contentMark);
            content.next();
            TB_TRY(setSetting(kMarkSetting, markWith(content.text(0), target)));
            connection.backedUpAt = changeCount();
        }
        connection.pendingBackup = {target.string() + ".part", target,
                                    cleanOpens(*connection.database) >= kTrustedOpens, now};
        connection.backupJob =
            std::make_unique<BackupJob>(*connection.database, connection.pendingBackup.part);
        return {};
    });
}

Result<std::optional<PendingBackup>> Store::continueBackup() {
    using Pending = Result<std::optional<PendingBackup>>;
    auto& connection = *m_connection;
    if (!connection.backupJob)
        return std::optional<PendingBackup>();
    auto pending = connection.read("making a backup", [&]() -> Pending {
        if (!connection.backupJob->copyPages(kSlicePages))
            return std::optional<PendingBackup>();
        connection.backupJob.reset();
        return std::optional(connection.pendingBackup);
    });
    if (!pending) {
        connection.backupJob.reset();
        connection.backedUpAt.reset();
    }
    return pending;
}

Result<fs::path> Store::backUp(BackupKind kind, std::int64_t now) {
    TB_TRY(beginBackup(kind, now));
    while (true) {
        TB_ASSIGN(const auto copy, continueBackup());
        if (!copy)
            continue;
        if (const Status finished = finishBackup(*copy); !finished) {
            m_connection->backedUpAt.reset();
            return finished.error();
        }
        return copy->target;
    }
}

} // namespace tiebreak
