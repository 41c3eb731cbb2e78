#include "store/workspace_file.h"

#include "base/clock.h"
#include "store/backups.h"
#include "store/connection.h"
#include "store/migrations.h"
#include "store/restore.h"

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

using Header = std::array<char, kHeaderBytes>;

std::uint32_t bigEndian(const Header& header, std::size_t offset) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(header[offset + i]);
    return value;
}

int newestVersion() {
    return static_cast<int>(migrationLadder().size());
}

Error tooNew(const fs::path& file, std::int64_t version) {
    return {ErrorCode::TooNew,
            "has schema " + std::to_string(version) + ", this version knows " +
                std::to_string(newestVersion()) +
                ". It is open for reading only. Use a newer Tiebreak to judge",
            file.string()};
}

/// Looks at the first bytes without SQLite, which could change the file on opening it. BadFile: no
/// database. BadArgument: somebody else's. TooNew: of a newer version.
Status checkHeader(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error) || fs::file_size(file, error) == 0)
        return {};
    Header header{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream.read(header.data(), header.size()) ||
        std::string_view(header.data(), kMagic.size()) != kMagic)
        return Error{ErrorCode::BadFile, "it does not start as a SQLite file", file.string()};
    const std::uint32_t version = bigEndian(header, kUserVersionOffset);
    const std::uint32_t owner = bigEndian(header, kApplicationIdOffset);
    if (owner != kApplicationId && (owner != 0 || version != 0))
        return Error{ErrorCode::BadArgument, "belongs to another program. Choose another folder",
                     file.string()};
    if (version > static_cast<std::uint32_t>(newestVersion()))
        return tooNew(file, version);
    return {};
}

void setReadingPragmas(SQLite::Database& database) {
    for (const char* pragma : {"PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON",
                               "PRAGMA mmap_size = 0", "PRAGMA foreign_keys = ON"})
        database.exec(pragma);
}

void setWritingPragmas(SQLite::Database& database) {
    for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                               "PRAGMA journal_size_limit = 16777216"})
        database.exec(pragma);
}

void setCheckpointOnClose(SQLite::Database& database, bool on) {
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 0 : 1, nullptr);
}

/// The log of a database that was not closed: what is in it must be read too.
bool hasLog(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file.string() + "-wal", error);
    return !error && size > 0;
}

/// Reads and writes, but until all is found well closing it must not move the log into the file.
std::unique_ptr<SQLite::Database> openForWriting(const fs::path& file) {
    auto database = std::make_unique<SQLite::Database>(
        file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds);
    setCheckpointOnClose(*database, false);
    // Exclusive before the first access, so that the write-ahead log needs no shared memory file.
    database->exec("PRAGMA locking_mode = EXCLUSIVE");
    return database;
}

OpenWorkspace openNewer(const fs::path& file, Error why) {
    auto database =
        hasLog(file) ? openForWriting(file)
                     : std::make_unique<SQLite::Database>(immutableUri(file),
                                                          SQLite::OPEN_READONLY | SQLite::OPEN_URI);
    database->exec("PRAGMA query_only = ON");
    setReadingPragmas(*database);
    return {std::move(database), std::move(why)};
}

/// BadFile: what quick_check found.
Result<OpenWorkspace> openCurrent(const fs::path& file, const fs::path& folder) {
    auto database = openForWriting(file);
    // After a crash the newest schema number may stand in the write-ahead log alone.
    const int version = database->execAndGet("PRAGMA user_version").getInt();
    if (version > newestVersion()) {
        database.reset();
        return openNewer(file, tooNew(file, version));
    }
    setReadingPragmas(*database);
    setWritingPragmas(*database);
    const std::string found = database->execAndGet("PRAGMA quick_check(1)").getString();
    if (found != "ok")
        return Error{ErrorCode::BadFile, found, file.string()};
    setCheckpointOnClose(*database, true);
    TB_TRY(migrate(*database, migrationLadder(), backupsIn(folder)));
    return OpenWorkspace{std::move(database), std::nullopt};
}

Result<OpenWorkspace> openAny(const fs::path& folder) {
    const fs::path file = workspaceFileIn(folder);
    try {
        const Status header = checkHeader(file);
        if (header)
            return openCurrent(file, folder);
        if (header.error().code == ErrorCode::TooNew)
            return openNewer(file, header.error());
        return header.error();
    } catch (const std::exception& exception) {
        return storeError(exception, "opening", file);
    }
}

std::string backupWords(const fs::path& folder) {
    const auto backup = newestGoodBackup(backupsIn(folder));
    return backup ? "The newest good backup is " + backup->file.string()
                  : "There is no backup of this workspace";
}

Error damaged(const fs::path& folder, const std::string& what) {
    const auto aside = keepDamagedAside(folder, nowMilliseconds());
    const std::string kept =
        aside ? "It is kept as " + aside->filename().string() : aside.error().text();
    return {ErrorCode::BadFile, "is damaged (" + what + "). " + kept + ". " + backupWords(folder),
            workspaceFileIn(folder).string()};
}

} // namespace

fs::path workspaceFileIn(const fs::path& folder) {
    return folder / "workspace.sqlite";
}

Status checkOwner(const fs::path& file) {
    std::error_code error;
    if (fs::file_size(file, error) == 0 || error)
        return Error{ErrorCode::BadFile, "is empty", file.string()};
    return checkHeader(file);
}

std::string immutableUri(const fs::path& file) {
    constexpr const char* kDigits = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '%' || c == '?' || c == '#') {
            uri += '%';
            uri += kDigits[static_cast<unsigned char>(c) >> 4];
            uri += kDigits[static_cast<unsigned char>(c) & 15];
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

Result<OpenWorkspace> openWorkspaceFile(const fs::path& folder) {
    auto opened = openAny(folder);
    if (!opened && opened.error().code == ErrorCode::BadFile)
        return damaged(folder, opened.error().message);
    return opened;
}

} // namespace tiebreak
