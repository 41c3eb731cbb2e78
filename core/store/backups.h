// The backups of a workspace: their names, which there are, which of them are whole, and thinning.
// A backup is a complete workspace database, backups/<kind>-<time>.sqlite with the time in UTC.
// Free functions on files; any thread, but no two at once for one folder.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace tiebreak {

enum class BackupKind {
    Regular,       ///< on schedule; thinned
    Manual,        ///< asked for, or put there by a person; never removed
    Schema,        ///< before a migration; thinned once the new version has opened cleanly
    BeforeRestore, ///< what was in force when a backup was restored; thinned likewise
};

struct BackupRecord {
    std::filesystem::path file;
    BackupKind kind = BackupKind::Manual;
    std::int64_t takenAt = 0; ///< milliseconds since 1970 UTC
    std::uintmax_t bytes = 0;
};

/// A copy that is complete and waits to be checked and given its name.
struct PendingBackup {
    std::filesystem::path part;
    std::filesystem::path target;
    bool thin = false;      ///< then thin the older ones
    std::int64_t begun = 0; ///< milliseconds since 1970 UTC
};

/// Checks the copy (integrity_check), syncs it, gives it its name, and thins the others if asked.
/// Needs no store, so that a large one can be checked on another thread.
Status finishBackup(const PendingBackup& copy);

/// "backups" in the workspace's folder.
std::filesystem::path backupsIn(const std::filesystem::path& workspaceFolder);

/// A name that is free. `schema` is written into the name of a Schema backup.
std::filesystem::path newBackupFile(const std::filesystem::path& backups, BackupKind kind,
                                    std::int64_t now, int schema = 0);

/// "20261124-094107-123": sorts by time and is part of a plain file name.
std::string timeInName(std::int64_t time);

/// Newest first. A folder that is not there has none.
std::vector<BackupRecord> listBackups(const std::filesystem::path& backups);

/// integrity_check and foreign_key_check of a closed database. The file is not changed.
Status checkIntegrity(const std::filesystem::path& file);

/// The same of a database that must be ours and not newer than this version.
Status checkBackup(const std::filesystem::path& file);

/// The newest that passes checkBackup.
std::optional<BackupRecord> newestGoodBackup(const std::filesystem::path& backups);

/// Removes what the policy of backup_policy.h does not keep; those a person made always stay.
Status thinBackups(const std::filesystem::path& backups, std::int64_t now);

} // namespace tiebreak
