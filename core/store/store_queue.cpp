#include "store/rows.h"
#include "store_sql.h"

#include <cmath>

namespace tiebreak {

namespace {

constexpr int kMostOverlap = 9;
constexpr std::int64_t kPairsOfOneQuery = 64; // candidates, where one query has very many responses

RepeatRecord repeatFrom(Query& row) {
    RepeatRecord repeat;
    repeat.before = verdictFromName(row.text(1));
    repeat.strengthBefore = static_cast<int>(row.integer(2));
    repeat.after = verdictFromName(row.text(4));
    const int sides = row.text(0) == row.text(3) ? 1 : -1;
    repeat.strengthAfter = sides * static_cast<int>(row.integer(5));
    repeat.createdAt = row.integer(6);
    return repeat;
}

} // namespace

int Store::overlapNow() {
    Query query = m_connection->query(sql::overlap);
    return query.next() ? static_cast<int>(query.integer(0)) : 1;
}

Result<int> Store::overlap() {
    return m_connection->read("reading the overlap", [&]() -> Result<int> { return overlapNow(); });
}

Status Store::setOverlap(int annotators) {
    if (annotators < 1 || annotators > kMostOverlap)
        return Error{ErrorCode::BadArgument, "overlap is " + std::to_string(annotators) +
                                                 ". Use a number from 1 to " +
                                                 std::to_string(kMostOverlap)};
    return m_connection->transact("saving the overlap", [&]() -> Status {
        m_connection->query(sql::setSetting).with("overlap", std::to_string(annotators)).run();
        m_connection->query(sql::recountAll).with(annotators).run();
        return {};
    });
}

/// Visits prompts with an open pair in the request's order until `visit` returns true.
template <class Visit>
void Store::forEachWaitingPrompt(const QueueRequest& request, Visit visit) {
    const auto walk = [&](Query& row) {
        while (row.next())
            if (visit(row.text(0)))
                return true;
        return false;
    };
    if (!request.tag.empty()) {
        Query row = m_connection->query(sql::waitingPromptsWithTag);
        row.with(request.tag);
        walk(row);
        return;
    }
    if (!request.start) {
        Query row = m_connection->query(sql::waitingPrompts);
        walk(row);
        return;
    }
    Query newest = m_connection->query(sql::newestPrompt);
    newest.next();
    const auto first = std::floor(*request.start * static_cast<double>(newest.integer(0) + 1));
    for (const auto from : {static_cast<std::int64_t>(first), std::int64_t{0}}) {
        Query row = m_connection->query(sql::waitingPromptsFrom);
        row.with(from);
        if (walk(row))
            return;
    }
}

Result<std::optional<PairRecord>> Store::nextPair(const QueueRequest& request) {
    using Found = Result<std::optional<PairRecord>>;
    return m_connection->read("finding the next pair", [&]() -> Found {
        std::string pairId;
        const int wanted = overlapNow();
        forEachWaitingPrompt(request, [&](const std::string& promptId) {
            Query row = m_connection->query(sql::nextPairOfPrompt);
            row.with(promptId, request.annotator, wanted);
            if (row.next())
                pairId = pairIdOf(row.text(0), row.text(1));
            return !pairId.empty();
        });
        if (pairId.empty())
            return std::optional<PairRecord>();
        TB_ASSIGN(auto found, pair(pairId));
        return std::optional(std::move(found));
    });
}

Result<PairChoices> Store::pairChoices(const QueueRequest& request, std::int64_t queries) {
    return m_connection->read("finding the next pair", [&]() -> Result<PairChoices> {
        PairChoices choices;
        const int wanted = overlapNow();
        std::int64_t seen = 0;
        forEachWaitingPrompt(request, [&](const std::string& promptId) {
            Query open = m_connection->query(sql::openPairsOfPrompt);
            open.with(promptId, request.annotator, wanted, kPairsOfOneQuery);
            const auto before = choices.open.size();
            while (open.next())
                choices.open.push_back(
                    {promptId, open.text(0), open.text(1), open.text(2), open.text(3)});
            if (choices.open.size() == before)
                return false;
            Query opinions = m_connection->query(sql::opinionsOfPrompt);
            opinions.with(promptId);
            while (opinions.next())
                choices.opinions.push_back(
                    {opinions.text(0), opinions.text(1), opinions.number(2)});
            return ++seen >= queries;
        });
        return choices;
    });
}

Result<std::vector<PlayerTally>> Store::playerTally() {
    return m_connection->read("counting wins", [&]() -> Result<std::vector<PlayerTally>> {
        std::vector<PlayerTally> tally;
        Query row = m_connection->query(sql::playerTally);
        while (row.next())
            tally.push_back({row.text(0), row.text(1), row.number(2), row.number(3)});
        return tally;
    });
}

Result<std::optional<PairRecord>> Store::mostDisagreedPair(const std::string& annotator) {
    using Found = Result<std::optional<PairRecord>>;
    return m_connection->read("finding the next pair", [&]() -> Found {
        Query row = m_connection->query(sql::mostDisagreed);
        row.with(annotator);
        if (!row.next())
            return std::optional<PairRecord>();
        TB_ASSIGN(auto found, pair(row.text(0)));
        return std::optional(std::move(found));
    });
}

Result<std::optional<JudgementRecord>> Store::repeatCandidate(const std::string& annotator,
                                                              std::int64_t distance, double draw) {
    using Found = Result<std::optional<JudgementRecord>>;
    return m_connection->read("finding the next pair", [&]() -> Found {
        Query newest = m_connection->query(sql::newestJudgement);
        newest.next();
        const auto first = std::floor(draw * static_cast<double>(newest.integer(0)));
        for (const auto from : {static_cast<std::int64_t>(first), std::int64_t{0}}) {
            Query row = m_connection->query(sql::repeatCandidate);
            row.with(annotator, from, distance);
            if (row.next())
                return std::optional(judgementFrom(row));
        }
        return std::optional<JudgementRecord>();
    });
}

Result<std::vector<RepeatRecord>> Store::repeats(const std::optional<std::string>& annotator,
                                                 std::int64_t limit) {
    return m_connection->read("reading the repeats", [&]() -> Result<std::vector<RepeatRecord>> {
        Query query = m_connection->query(sql::repeats);
        query.with(annotator, limit);
        return allRows(query, &repeatFrom);
    });
}

} // namespace tiebreak
