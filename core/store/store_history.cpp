#include "store/rows.h"
#include "store_sql.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr int kQueryColumn = 18; // after a judgement's own columns
constexpr int kStateColumn = 19;

std::string inSmallLetters(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

FoundJudgement foundFrom(Query& row) {
    using State = FoundJudgement::State;
    const auto state = row.integer(kStateColumn); // see migrations 1 and 2; -1: not standing
    return {judgementFrom(row), row.text(kQueryColumn),
            state < 0    ? State::TakenBack
            : state == 0 ? State::Superseded
                         : State::InForce};
}

} // namespace

Result<std::vector<JudgementRecord>> Store::judgementsInForce() {
    return m_connection->read("reading the judgements",
                              [&]() -> Result<std::vector<JudgementRecord>> {
                                  Query query = m_connection->query(sql::judgementsInForce);
                                  return allRows(query, &judgementFrom);
                              });
}

Result<std::vector<JudgementRecord>>
Store::recentJudgements(std::int64_t limit, const std::optional<std::string>& annotator) {
    return m_connection->read("reading the judgements",
                              [&]() -> Result<std::vector<JudgementRecord>> {
                                  Query query = m_connection->query(sql::recentJudgements);
                                  query.with(limit, annotator);
                                  return allRows(query, &judgementFrom);
                              });
}

Result<std::vector<FoundJudgement>> Store::findJudgements(const JudgementSearch& search) {
    return m_connection->read("searching the judgements",
                              [&]() -> Result<std::vector<FoundJudgement>> {
                                  Query query = m_connection->query(sql::findJudgements);
                                  query.with(search.annotator, inSmallLetters(search.words),
                                             search.withHistory, search.limit);
                                  return allRows(query, &foundFrom);
                              });
}

Result<std::vector<std::string>> Store::annotators() {
    return m_connection->read("reading the annotators", [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> names;
        Query row = m_connection->query(sql::annotators);
        while (row.next())
            names.push_back(row.text(0));
        return names;
    });
}

} // namespace tiebreak
