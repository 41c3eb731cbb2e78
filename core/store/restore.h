// Puts a backup, or an empty workspace, in the place of a workspace's database, which is kept
// aside: a whole one among the backups, a damaged one as workspace.sqlite.corrupt-<time>. The
// workspace must be closed; a crash in between leaves the old database or the new one. Free
// functions; the store's thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>

namespace tiebreak {

/// Checks the backup (integrity_check), keeps the database aside and puts a copy of the backup in
/// its place. Returns where the old database is now, empty when there was none. Busy: the workspace
/// is open.
Result<std::filesystem::path> restoreBackup(const std::filesystem::path& workspaceFolder,
                                            const std::filesystem::path& backup, std::int64_t now);

/// Puts a damaged database aside, so that the next opening makes an empty workspace.
Result<std::filesystem::path> startAfresh(const std::filesystem::path& workspaceFolder,
                                          std::int64_t now);

/// A second name (or a copy, where the file system has no links) for a damaged database and its
/// log: workspace.sqlite.corrupt-<time>. Asked again for the same file it returns the same name.
/// The database itself stays.
Result<std::filesystem::path> keepDamagedAside(const std::filesystem::path& workspaceFolder,
                                               std::int64_t now);

} // namespace tiebreak
