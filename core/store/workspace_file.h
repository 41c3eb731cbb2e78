// Opens workspace.sqlite with the pragmas it lives under, after making sure that it is ours, whole,
// and not newer than this version. Inside core/store; the store's thread.
#pragma once

#include "base/result.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>

namespace tiebreak {

/// The caller holds the workspace's lock. The schema is brought up to date.
Result<std::unique_ptr<SQLite::Database>> openWorkspaceFile(const std::filesystem::path& folder);

std::filesystem::path workspaceFileIn(const std::filesystem::path& folder);
std::filesystem::path backupsIn(const std::filesystem::path& folder);

} // namespace tiebreak
