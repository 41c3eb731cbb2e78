#include "sampling/logit_bias.h"

namespace tiebreak {

void LogitBias::apply(std::span<float> scores, const TokenHistory&) const {
    for (const auto& [id, bias] : m_biases)
        scores[static_cast<std::size_t>(id)] += static_cast<float>(bias);
}

} // namespace tiebreak
