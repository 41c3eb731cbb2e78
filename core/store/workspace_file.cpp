#include "store/workspace_file.h"

#include "store/connection.h"
#include "store/migrations.h"

#include <array>
#include <fstream>
#include <sqlite3.h>
#include <system_error>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kApplicationId = 0x54494276; // "TIBv", as migration 1 sets it
constexpr int kBusyMilliseconds = 250;
// SQLite file format, section 1.3: offsets in the 100-byte header, big endian.
constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kUserVersionOffset = 60;
constexpr std::size_t kApplicationIdOffset = 68;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};

std::uint32_t bigEndian(const std::array<char, kHeaderBytes>& header, std::size_t offset) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(header[offset + i]);
    return value;
}

int newestVersion() {
    return static_cast<int>(migrationLadder().size());
}

Error damaged(const fs::path& folder, const std::string& what) {
    const fs::path backup = newestBackup(backupsIn(folder));
    return {ErrorCode::BadFile,
            "is damaged (" + what + "). " +
                (backup.empty() ? "There is no backup of this workspace"
                                : "The newest backup is " + backup.string()),
            workspaceFileIn(folder).string()};
}

Error tooNew(const fs::path& file, std::int64_t version) {
    return {ErrorCode::TooNew,
            "has schema " + std::to_string(version) + ", this version knows " +
                std::to_string(newestVersion()) + ". Use a newer Tiebreak; nothing was changed",
            file.string()};
}

/// Looks at the first bytes without SQLite, which could change the file on opening it.
Status checkHeader(const fs::path& folder) {
    const fs::path file = workspaceFileIn(folder);
    std::error_code error;
    if (!fs::exists(file, error) || fs::file_size(file, error) == 0)
        return {};
    std::array<char, kHeaderBytes> header{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream.read(header.data(), header.size()) ||
        std::string_view(header.data(), kMagic.size()) != kMagic)
        return damaged(folder, "it does not start as a SQLite file");
    const std::uint32_t version = bigEndian(header, kUserVersionOffset);
    const std::uint32_t owner = bigEndian(header, kApplicationIdOffset);
    if (owner != kApplicationId && (owner != 0 || version != 0))
        return Error{ErrorCode::BadFile, "belongs to another program. Choose another folder",
                     file.string()};
    if (version > static_cast<std::uint32_t>(newestVersion()))
        return tooNew(file, version);
    return {};
}

void setPragmas(SQLite::Database& database) {
    for (const char* pragma : {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA trusted_schema = OFF",
                               "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0",
                               "PRAGMA foreign_keys = ON", "PRAGMA journal_mode = WAL",
                               "PRAGMA synchronous = FULL", "PRAGMA journal_size_limit = 16777216"})
        database.exec(pragma);
}

/// After a crash the newest schema number may stand in the write-ahead log alone.
Status checkVersionInside(SQLite::Database& database, const fs::path& file) {
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version > newestVersion())
        return tooNew(file, version);
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return {};
}

Result<std::unique_ptr<SQLite::Database>> openChecked(const fs::path& folder) {
    const fs::path file = workspaceFileIn(folder);
    auto database = std::make_unique<SQLite::Database>(
        file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds);
    // Exclusive before the first access, so that the write-ahead log needs no shared memory file.
    database->exec("PRAGMA locking_mode = EXCLUSIVE");
    TB_TRY(checkVersionInside(*database, file));
    setPragmas(*database);
    const std::string found = database->execAndGet("PRAGMA quick_check(1)").getString();
    if (found != "ok")
        return damaged(folder, found);
    return database;
}

} // namespace

fs::path workspaceFileIn(const fs::path& folder) {
    return folder / "workspace.sqlite";
}
fs::path backupsIn(const fs::path& folder) {
    return folder / "backups";
}

Result<std::unique_ptr<SQLite::Database>> openWorkspaceFile(const fs::path& folder) {
    TB_TRY(checkHeader(folder));
    try {
        TB_ASSIGN(auto database, openChecked(folder));
        TB_TRY(migrate(*database, migrationLadder(), backupsIn(folder)));
        return database;
    } catch (const std::exception& exception) {
        Error error = storeError(exception, "opening", workspaceFileIn(folder));
        return error.code == ErrorCode::BadFile ? damaged(folder, exception.what()) : error;
    }
}

} // namespace tiebreak
