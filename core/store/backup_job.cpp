#include "store/backup_job.h"

#include <sqlite3.h>
#include <system_error>

namespace tiebreak {

namespace fs = std::filesystem;

BackupJob::BackupJob(SQLite::Database& source, fs::path part)
    : m_part(std::move(part)) {
    std::error_code ignored;
    fs::remove(m_part, ignored);
    m_copy = std::make_unique<SQLite::Database>(m_part.string(),
                                                SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    // Half a copy is worth nothing: it is synced once, when it is whole.
    m_copy->exec("PRAGMA journal_mode = OFF");
    m_copy->exec("PRAGMA synchronous = OFF");
    m_backup = std::make_unique<SQLite::Backup>(*m_copy, source);
}

BackupJob::~BackupJob() {
    m_backup.reset();
    m_copy.reset();
    std::error_code ignored;
    if (!m_done)
        fs::remove(m_part, ignored);
}

bool BackupJob::copyPages(int pages) {
    if (m_backup->executeStep(pages) != SQLITE_DONE)
        return false;
    m_backup.reset();
    // The copy says of itself that it has a write-ahead log, as the source does; it has none.
    m_copy->exec("PRAGMA journal_mode = DELETE");
    m_copy.reset();
    m_done = true;
    return true;
}

} // namespace tiebreak
