#include "sampling/repetition_penalty.h"

namespace tiebreak {

RepetitionPenalty::RepetitionPenalty(double penalty)
    : m_penalty(static_cast<float>(penalty)) {}

void RepetitionPenalty::apply(std::span<float> scores, const ProcessorContext& context) const {
    for (const TokenId id : context.distinctTokens) {
        float& score = scores[static_cast<std::size_t>(id)];
        score = score < 0 ? score * m_penalty : score / m_penalty;
    }
}

} // namespace tiebreak
