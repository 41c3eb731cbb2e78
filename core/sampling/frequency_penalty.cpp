#include "sampling/frequency_penalty.h"

namespace tiebreak {

FrequencyPenalty::FrequencyPenalty(double penalty)
    : m_penalty(static_cast<float>(penalty)) {}

void FrequencyPenalty::apply(std::span<float> scores, const TokenHistory& history) const {
    for (const Occurrence& token : history.occurrences())
        scores[static_cast<std::size_t>(token.id)] -= static_cast<float>(token.count) * m_penalty;
}

} // namespace tiebreak
