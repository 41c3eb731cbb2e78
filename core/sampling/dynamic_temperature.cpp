#include "sampling/dynamic_temperature.h"

#include "sampling/row_math.h"
#include "sampling/row_statistics.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr double kLeast = 1e-6; // below it scores would overflow when divided

void keepTheTop(std::span<float> scores) {
    const std::size_t best = indexOfMaximum(scores);
    const float score = scores[best];
    std::fill(scores.begin(), scores.end(), kForbidden);
    scores[best] = score;
}

} // namespace

void DynamicTemperature::apply(std::span<float> scores, const TokenHistory&) const {
    const std::size_t allowed = allowedCount(scores);
    if (allowed <= 1)
        return;
    const double entropy = spreadOf(scores, maximum(scores)).entropy;
    const double share = std::clamp(entropy / std::log(static_cast<double>(allowed)), 0.0, 1.0);
    const double temperature =
        m_range.low + (m_range.high - m_range.low) * std::pow(share, m_range.exponent);
    if (temperature < kLeast)
        return keepTheTop(scores);
    divide(scores, static_cast<float>(temperature));
}

} // namespace tiebreak
