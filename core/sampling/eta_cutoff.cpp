#include "sampling/eta_cutoff.h"

#include "sampling/row_math.h"
#include "sampling/row_statistics.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

EtaCutoff::EtaCutoff(double epsilon)
    : m_epsilon(epsilon) {}

void EtaCutoff::apply(std::span<float> scores, const TokenHistory&) const {
    const float top = maximum(scores);
    const Spread spread = spreadOf(scores, top);
    const double eta = std::min(m_epsilon, std::sqrt(m_epsilon) * std::exp(-spread.entropy));
    const double least = spread.logSum + std::log(eta);
    forbidBelow(scores, std::min(top, static_cast<float>(least)));
}

} // namespace tiebreak
