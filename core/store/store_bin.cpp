#include "store/rows.h"
#include "store_sql.h"

namespace tiebreak {

namespace {

constexpr std::int64_t kKeptInBin = std::int64_t{30} * 24 * 60 * 60 * 1000; // ms

Error notThere(const std::string& what) {
    return {ErrorCode::NotFound, "'" + what + "' is not in the workspace", {}};
}

BinRecord binFrom(Query& row) {
    return {row.text(0), row.text(1) == "query", row.text(2), row.integer(3), row.integer(4)};
}

} // namespace

void Store::recount(const std::string& promptId) {
    m_connection->query(sql::recountPrompt).with(promptId, overlapNow()).run();
}

/// Judgements of what is in the bin are out of force, those of what came back in force again.
void Store::shelve(const std::string& promptId, bool away) {
    m_connection->query(away ? sql::shelveJudgements : sql::unshelveJudgements)
        .with(promptId)
        .run();
    recount(promptId);
}

Status Store::binPrompt(const std::string& promptId, std::int64_t now) {
    return m_connection->transact("deleting the query", [&]() -> Status {
        if (m_connection->query(sql::binPrompt).with(promptId, now).run() == 0)
            return notThere(promptId);
        m_connection->query(sql::binSamplesOfPrompt).with(promptId, now).run();
        shelve(promptId, true);
        return {};
    });
}

Status Store::binSample(const std::string& sampleId, std::int64_t now) {
    return m_connection->transact("deleting the response", [&]() -> Status {
        TB_ASSIGN(const auto found, sample(sampleId));
        if (m_connection->query(sql::binSample).with(sampleId, now).run() == 0)
            return notThere(sampleId);
        shelve(found.promptId, true);
        return {};
    });
}

Result<std::vector<BinRecord>> Store::bin() {
    return m_connection->read("reading the bin", [&]() -> Result<std::vector<BinRecord>> {
        Query query = m_connection->query(sql::bin);
        return allRows(query, &binFrom);
    });
}

Status Store::putBack(const std::string& id) {
    return m_connection->transact("putting back", [&]() -> Status {
        // The samples first: they are known by the time their query was deleted.
        m_connection->query(sql::putSamplesOfPromptBack).with(id).run();
        if (m_connection->query(sql::putPromptBack).with(id).run() > 0) {
            shelve(id, false);
            return {};
        }
        if (m_connection->query(sql::putSampleBack).with(id).run() == 0)
            return notThere(id);
        TB_ASSIGN(const auto found, sample(id));
        shelve(found.promptId, false);
        return {};
    });
}

Result<std::int64_t> Store::emptyBin(std::int64_t now) {
    const std::int64_t oldest = now - kKeptInBin;
    const auto count = m_connection->read("looking into the bin", [&]() -> Result<std::int64_t> {
        Query query = m_connection->query(sql::countOldBin);
        query.with(oldest).next();
        return query.integer(0);
    });
    if (!count || *count == 0)
        return count;
    return m_connection->transact("emptying the bin", [&]() -> Result<std::int64_t> {
        for (const char* step :
             {sql::forgetOldSampleTexts, sql::forgetOldPromptTexts, sql::removeOldSamples,
              sql::clearOldSamples, sql::removeOldPrompts, sql::clearOldPrompts})
            m_connection->query(step).with(oldest).run();
        return *count;
    });
}

} // namespace tiebreak
