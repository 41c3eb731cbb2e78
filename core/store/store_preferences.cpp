#include "store/rows.h"
#include "store_sql.h"

#include <cstdlib>

namespace tiebreak {

namespace {

using nlohmann::json;

json promptMessages(const std::string& text, const std::string& messages) {
    json conversation = parsedJson(messages);
    if (conversation.is_array() && !conversation.empty())
        return conversation;
    return json::array({{{"role", "user"}, {"content", text}}});
}

json answer(const std::string& text) {
    return json::array({{{"role", "assistant"}, {"content", text}}});
}

/// One line of sql/judging.sql's preferenceRows.
void take(Query& row, const PreferenceFilter& filter, PreferenceExport& out) {
    const int strength = static_cast<int>(row.integer(1));
    switch (verdictFromName(row.text(0))) {
    case Verdict::BothBad:
        ++out.bothBad;
        return;
    case Verdict::Skip:
        ++out.skipped;
        return;
    case Verdict::Strength:
        break;
    }
    if (strength == 0) {
        ++out.ties;
        return;
    }
    if (std::abs(strength) < filter.minimumStrength) {
        ++out.tooWeak;
        return;
    }
    const std::string a = row.text(4), b = row.text(5);
    out.rows.push_back({{"prompt", promptMessages(row.text(2), row.text(3))},
                        {"chosen", answer(strength < 0 ? a : b)},
                        {"rejected", answer(strength < 0 ? b : a)},
                        {"margin", std::abs(strength)},
                        {"chosen_position", strength < 0 ? "first" : "second"}});
}

} // namespace

Result<PreferenceExport> Store::preferenceRows(const PreferenceFilter& filter) {
    return m_connection->read("collecting the judgements", [&]() -> Result<PreferenceExport> {
        PreferenceExport out;
        Query row = m_connection->query(sql::preferenceRows);
        while (row.next())
            if (filter.includeSample || row.text(6) != "imported")
                take(row, filter, out);
        return out;
    });
}

} // namespace tiebreak
