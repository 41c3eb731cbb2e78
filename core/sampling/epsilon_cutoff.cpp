#include "sampling/epsilon_cutoff.h"

#include "sampling/row_math.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

EpsilonCutoff::EpsilonCutoff(double epsilon)
    : m_logEpsilon(std::log(epsilon)) {}

void EpsilonCutoff::apply(std::span<float> scores, const TokenHistory&) const {
    const float top = maximum(scores);
    const double least = double(top) + std::log(sumOfExponentials(scores, top)) + m_logEpsilon;
    forbidBelow(scores, std::min(top, static_cast<float>(least)));
}

} // namespace tiebreak
