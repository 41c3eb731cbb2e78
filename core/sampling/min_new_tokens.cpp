#include "sampling/min_new_tokens.h"

namespace tiebreak {

MinNewTokens::MinNewTokens(std::int64_t least, std::vector<TokenId> endTokens)
    : m_least(least)
    , m_endTokens(std::move(endTokens)) {}

void MinNewTokens::apply(std::span<float> scores, const TokenHistory& history) const {
    if (history.newTokens() >= m_least)
        return;
    for (const TokenId id : m_endTokens)
        scores[static_cast<std::size_t>(id)] = kForbidden;
}

} // namespace tiebreak
