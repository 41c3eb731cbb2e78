#include "sampling/mirostat.h"

#include "sampling/row_math.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tiebreak {

void Mirostat::apply(std::span<float> scores, const TokenHistory&) const {
    const float top = maximum(scores);
    const double logSum = double(top) + std::log(sumOfExponentials(scores, top));
    const double least = logSum - m_mu * std::numbers::ln2; // -log2 p = mu
    forbidBelow(scores, std::min(top, static_cast<float>(least)));
}

void Mirostat::drawn(std::span<const float> scores, TokenId id) {
    const float top = maximum(scores);
    const double logSum = double(top) + std::log(sumOfExponentials(scores, top));
    const double surprise =
        (logSum - double(scores[static_cast<std::size_t>(id)])) / std::numbers::ln2;
    m_mu -= m_rule.eta * (surprise - m_rule.tau);
}

} // namespace tiebreak
