#include "sampling/top_n_sigma.h"

#include "sampling/row_math.h"
#include "sampling/row_statistics.h"

namespace tiebreak {

TopNSigma::TopNSigma(double n)
    : m_n(n) {}

void TopNSigma::apply(std::span<float> scores, const TokenHistory&) const {
    const double least = double(maximum(scores)) - m_n * momentsOf(scores).deviation;
    forbidBelow(scores, static_cast<float>(least));
}

} // namespace tiebreak
