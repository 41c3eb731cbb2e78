// The one SQLite connection of a workspace: prepared statements, one transact(), and SQLite's
// errors as ours. Inside core/store only; belongs to the thread of its Store.
#pragma once

#include "base/result.h"
#include "store/backup_job.h"
#include "store/store.h"
#include "store/workspace_file.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <memory>
#include <optional>
#include <type_traits>

namespace tiebreak {

/// A SQLite or JSON exception as an Error; `doing` says what was to happen: "saving the judgement".
Error storeError(const std::exception& exception, const std::string& doing,
                 const std::filesystem::path& file);

/// flock on workspace.lock, held for life: a second window is told before it touches the database.
class WorkspaceLock {
public:
    static Result<WorkspaceLock> take(const std::filesystem::path& folder);
    WorkspaceLock(WorkspaceLock&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1)) {}
    WorkspaceLock& operator=(WorkspaceLock&& other) noexcept {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~WorkspaceLock();

private:
    explicit WorkspaceLock(int fd)
        : m_fd(fd) {}
    int m_fd = -1;
};

/// A prepared statement on loan: bound from parameter 1 on, reset when it goes out of scope.
class Query {
public:
    explicit Query(SQLite::Statement& statement)
        : m_statement(statement) {}
    ~Query() { m_statement.tryReset(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    template <class... Values>
    Query& with(const Values&... values) {
        (bindNext(values), ...);
        return *this;
    }
    bool next() { return m_statement.executeStep(); }
    /// Runs a statement that returns no rows; how many it changed.
    int run() { return m_statement.exec(); }
    std::string text(int column) { return m_statement.getColumn(column).getString(); }
    std::int64_t integer(int column) { return m_statement.getColumn(column).getInt64(); }
    double number(int column) { return m_statement.getColumn(column).getDouble(); }
    bool isNull(int column) { return m_statement.getColumn(column).isNull(); }
    std::string_view blob(int column) {
        const auto value = m_statement.getColumn(column);
        return {static_cast<const char*>(value.getBlob()),
                static_cast<std::size_t>(value.getBytes())};
    }

private:
    void bindNext(const std::string& value) { m_statement.bind(++m_bound, value); }
    void bindNext(const char* value) { m_statement.bind(++m_bound, value); }
    void bindNext(bool value) { m_statement.bind(++m_bound, value ? 1 : 0); }
    void bindNext(int value) { m_statement.bind(++m_bound, value); }
    void bindNext(std::int64_t value) { m_statement.bind(++m_bound, value); }
    void bindNext(double value) { m_statement.bind(++m_bound, value); }
    void bindNext(const std::optional<std::string>& value) {
        if (value)
            m_statement.bind(++m_bound, *value);
        else
            m_statement.bind(++m_bound); // NULL
    }
    template <class Number>
    void bindNext(const std::vector<Number>& numbers) {
        // A null pointer would bind NULL; an empty list is an empty blob.
        const void* bytes = numbers.empty() ? static_cast<const void*>("") : numbers.data();
        m_statement.bind(++m_bound, bytes, static_cast<int>(numbers.size() * sizeof(Number)));
    }

    SQLite::Statement& m_statement;
    int m_bound = 0;
};

struct Store::Connection {
    Connection(WorkspaceLock workspaceLock, OpenWorkspace open, std::filesystem::path folderPath)
        : lock(std::move(workspaceLock))
        , folder(std::move(folderPath))
        , file(workspaceFileIn(folder))
        , database(std::move(open.database))
        , readOnly(std::move(open.readOnly)) {}

    /// A cached statement; `sql` is one of the constants of store_sql.h.
    Query query(const char* sql);

    /// Runs `work` (returns a Result) as one durable transaction; any error leaves the file as it
    /// was.
    template <class Work>
    auto transact(const std::string& doing, Work work) -> std::invoke_result_t<Work>;

    /// Runs reading `work` with exceptions turned into a Result.
    template <class Work>
    auto read(const std::string& doing, Work work) -> std::invoke_result_t<Work>;

    WorkspaceLock lock;
    std::filesystem::path folder;
    std::filesystem::path file;
    std::unique_ptr<SQLite::Database> database;
    std::optional<Error> readOnly; ///< why nothing can be written
    std::map<const char*, std::unique_ptr<SQLite::Statement>>
        statements;                       // dies before the database
    std::unique_ptr<BackupJob> backupJob; // dies before the database
    PendingBackup pendingBackup;          ///< what backupJob will make
    /// changeCount() when the newest regular backup was begun; none: it does not know of all that
    /// is here.
    std::optional<std::int64_t> backedUpAt;

private:
    void rollBack();
    /// After a failed sync the kernel may have dropped pages: nothing is written until the file was
    /// opened anew.
    bool m_untrusted = false;
};

template <class Work>
auto Store::Connection::read(const std::string& doing, Work work) -> std::invoke_result_t<Work> {
    try {
        return work();
    } catch (const std::exception& exception) {
        return storeError(exception, doing, file);
    }
}

template <class Work>
auto Store::Connection::transact(const std::string& doing, Work work)
    -> std::invoke_result_t<Work> {
    if (readOnly)
        return *readOnly;
    if (m_untrusted)
        return Error{ErrorCode::Io,
                     doing + " failed: an earlier write failed. Open the workspace again",
                     file.string()};
    try {
        database->exec("BEGIN IMMEDIATE");
        auto result = work();
        if (result)
            database->exec("COMMIT");
        else
            rollBack();
        return result;
    } catch (const std::exception& exception) {
        rollBack();
        Error error = storeError(exception, doing, file);
        m_untrusted = error.code == ErrorCode::Io;
        return error;
    }
}

} // namespace tiebreak
