#include "store/connection.h"
#include "store/workspace_file.h"
#include "store_sql.h"

#include <system_error>

namespace tiebreak {

Store::Store(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::filesystem::path& workspaceFolder) {
    std::error_code error;
    std::filesystem::create_directories(workspaceFolder, error);
    if (error)
        return errnoError("making", workspaceFolder.string(), error.value());
    TB_ASSIGN(auto lock, WorkspaceLock::take(workspaceFolder));
    TB_ASSIGN(auto opened, openWorkspaceFile(workspaceFolder));
    Store store(std::make_unique<Connection>(std::move(lock), std::move(opened), workspaceFolder));
    store.noteOpening();
    return store;
}

const std::optional<Error>& Store::readOnlyReason() const {
    return m_connection->readOnly;
}

Result<std::string> Store::setting(const std::string& key) {
    return m_connection->read("reading the setting", [&]() -> Result<std::string> {
        Query query = m_connection->query(sql::setting);
        query.with(key);
        return query.next() ? query.text(0) : std::string();
    });
}

Status Store::setSetting(const std::string& key, const std::string& value) {
    return m_connection->transact("saving the setting", [&]() -> Status {
        m_connection->query(sql::setSetting).with(key, value).run();
        return {};
    });
}

std::int64_t Store::changeCount() const {
    return m_connection->database->getTotalChanges();
}

Result<std::string> Store::integrityCheck() {
    return m_connection->read("checking the workspace", [&]() -> Result<std::string> {
        const std::string found =
            m_connection->database->execAndGet("PRAGMA integrity_check").getString();
        SQLite::Statement orphans(*m_connection->database, "PRAGMA foreign_key_check");
        return found == "ok" && orphans.executeStep() ? "a row names one that is not there" : found;
    });
}

} // namespace tiebreak
