// A copy of the open database made in slices, so that no judgement waits for it: between slices the
// same connection may write, and SQLite carries the change into the copy. Inside core/store; the
// store's thread.
#pragma once

#include "base/result.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>

namespace tiebreak {

class BackupJob {
public:
    /// Starts `part`; what was there is replaced.
    BackupJob(SQLite::Database& source, std::filesystem::path part);
    ~BackupJob();

    /// Copies up to that many pages; true when all are there and the copy is closed. SQLite's
    /// exceptions are the caller's to turn into errors.
    bool copyPages(int pages);
    const std::filesystem::path& part() const { return m_part; }

private:
    std::filesystem::path m_part;
    std::unique_ptr<SQLite::Database> m_copy;
    std::unique_ptr<SQLite::Backup> m_backup; ///< dies before the copy
    bool m_done = false;
};

} // namespace tiebreak
