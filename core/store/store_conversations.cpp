#include "store/rows.h"
#include "store_sql.h"

namespace tiebreak {

namespace {

/// Each word as a text of its own, so that no character of it is an operator; the last as the
/// beginning of a word. Empty for a text without words.
std::string matchExpression(const std::string& words) {
    std::string out, word;
    const auto flush = [&] {
        if (!word.empty())
            out += (out.empty() ? "\"" : " \"") + word + '"';
        word.clear();
    };
    for (const char c : words) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0')
            flush();
        else
            word += c == '"' ? "\"\"" : std::string(1, c);
    }
    flush();
    return out.empty() ? out : out + '*';
}

FoundRecord foundFrom(Query& row) {
    return {row.text(0), row.text(1), row.text(2), row.integer(3)};
}

} // namespace

Result<ConversationRecord> Store::conversation(const std::string& threadId) {
    return m_connection->read("reading the conversation", [&]() -> Result<ConversationRecord> {
        ConversationRecord out;
        Query prompts = m_connection->query(sql::promptsOfThread);
        out.prompts = allRows(prompts.with(threadId), &promptFrom);
        Query samples = m_connection->query(sql::samplesOfThread);
        out.samples = allRows(samples.with(threadId), &sampleFrom);
        return out;
    });
}

Result<std::vector<FoundRecord>> Store::search(const std::string& words, std::int64_t limit) {
    const std::string expression = matchExpression(words);
    if (expression.empty())
        return std::vector<FoundRecord>();
    return m_connection->read("searching", [&]() -> Result<std::vector<FoundRecord>> {
        Query query = m_connection->query(sql::findTexts);
        return allRows(query.with(expression, limit), &foundFrom);
    });
}

} // namespace tiebreak
