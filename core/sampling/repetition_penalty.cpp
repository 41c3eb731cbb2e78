#include "sampling/repetition_penalty.h"

namespace tiebreak {

RepetitionPenalty::RepetitionPenalty(double penalty)
    : m_penalty(static_cast<float>(penalty)) {}

void RepetitionPenalty::apply(std::span<float> scores, const TokenHistory& history) const {
    for (const Occurrence& token : history.occurrences()) {
        float& score = scores[static_cast<std::size_t>(token.id)];
        score = score < 0 ? score * m_penalty : score / m_penalty;
    }
}

} // namespace tiebreak
