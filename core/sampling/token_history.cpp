#include "sampling/token_history.h"

namespace tiebreak {

TokenHistory::TokenHistory(std::span<const TokenId> prompt, CountOptions counting)
    : m_counting(counting)
    , m_promptTokens(prompt.size())
    , m_tokens(prompt.begin(), prompt.end())
    , m_places(static_cast<std::size_t>(counting.vocabulary), -1) {
    for (std::size_t i = 0; i < m_tokens.size(); ++i)
        count(i);
}

void TokenHistory::push(TokenId id) {
    m_tokens.push_back(id);
    count(m_tokens.size() - 1);
}

void TokenHistory::count(std::size_t position) {
    if (m_places.empty())
        return;
    enter(m_tokens[position]);
    const auto window = static_cast<std::size_t>(m_counting.window);
    if (window > 0 && position >= window)
        leave(m_tokens[position - window]);
}

void TokenHistory::enter(TokenId id) {
    std::int32_t& place = m_places[static_cast<std::size_t>(id)];
    if (place >= 0) {
        ++m_occurrences[static_cast<std::size_t>(place)].count;
        return;
    }
    place = static_cast<std::int32_t>(m_occurrences.size());
    m_occurrences.push_back({id, 1});
}

void TokenHistory::leave(TokenId id) {
    std::int32_t& place = m_places[static_cast<std::size_t>(id)];
    Occurrence& occurrence = m_occurrences[static_cast<std::size_t>(place)];
    if (--occurrence.count > 0)
        return;
    occurrence = m_occurrences.back(); // the last one moves into the gap
    m_places[static_cast<std::size_t>(occurrence.id)] = place;
    m_occurrences.pop_back();
    m_places[static_cast<std::size_t>(id)] = -1;
}

} // namespace tiebreak
