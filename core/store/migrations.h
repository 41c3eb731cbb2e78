// The ladder of schemas. A new file starts at version 0 and climbs the same steps as an old one, so
// every step runs every day. Inside core/store; the store's thread.
#pragma once

#include "base/result.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <span>

namespace tiebreak {

/// Step k of the list leads from schema k to schema k + 1.
using MigrationLadder = std::span<const char* const>;

/// The ladder of this version.
MigrationLadder migrationLadder();

/// Climbs to the top in one transaction. A file that is not new is first copied into `backups`.
Status migrate(SQLite::Database& database, MigrationLadder ladder,
               const std::filesystem::path& backups);

/// A checked copy of the whole database, whole or not at all; `target` is replaced.
Status copyDatabase(SQLite::Database& database, const std::filesystem::path& target);

/// A finished copy is checked (integrity_check), synced and renamed. Any thread.
Status finishCopy(const std::filesystem::path& part, const std::filesystem::path& target);

/// How often the workspace was opened without trouble since its last migration or restore, counted
/// up to kTrustedOpens: until then no backup is thinned away.
inline constexpr int kTrustedOpens = 3;
int cleanOpens(SQLite::Database& database);
void countCleanOpen(SQLite::Database& database);
void resetCleanOpens(SQLite::Database& database);

} // namespace tiebreak
