// Opens workspace.sqlite with the pragmas it lives under, after making sure that it is ours and
// whole. A file of a newer version is opened for reading only and never changed; a damaged one is
// kept aside. Inside core/store; the store's thread.
#pragma once

#include "base/result.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <optional>

namespace tiebreak {

struct OpenWorkspace {
    std::unique_ptr<SQLite::Database> database;
    std::optional<Error> readOnly; ///< why nothing can be written
};

/// The caller holds the workspace's lock. The schema is brought up to date.
Result<OpenWorkspace> openWorkspaceFile(const std::filesystem::path& folder);

std::filesystem::path workspaceFileIn(const std::filesystem::path& folder);

/// Ours and not newer than this version, by the first bytes of the file.
Status checkOwner(const std::filesystem::path& file);

/// Opened with it SQLite looks at the file alone and writes nothing, not even beside it.
std::string immutableUri(const std::filesystem::path& file);

} // namespace tiebreak
