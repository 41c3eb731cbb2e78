#include "sampling/min_p.h"

#include "sampling/row_math.h"

#include <cmath>

namespace tiebreak {

MinP::MinP(double p)
    : m_logP(static_cast<float>(std::log(p))) {}

void MinP::apply(std::span<float> scores, const TokenHistory&) const {
    forbidBelow(scores, maximum(scores) + m_logP); // p(x) < p · p(max), as a difference of scores
}

} // namespace tiebreak
