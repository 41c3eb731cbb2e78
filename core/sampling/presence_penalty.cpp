#include "sampling/presence_penalty.h"

namespace tiebreak {

PresencePenalty::PresencePenalty(double penalty)
    : m_penalty(static_cast<float>(penalty)) {}

void PresencePenalty::apply(std::span<float> scores, const TokenHistory& history) const {
    for (const Occurrence& token : history.occurrences())
        scores[static_cast<std::size_t>(token.id)] -= m_penalty;
}

} // namespace tiebreak
