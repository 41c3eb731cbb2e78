#include "sampling/temperature.h"

#include "sampling/row_math.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr double kLeast = 1e-6; // below it scores would overflow; this already is greedy

} // namespace

Temperature::Temperature(double temperature)
    : m_temperature(static_cast<float>(std::max(temperature, kLeast))) {}

void Temperature::apply(std::span<float> scores, const TokenHistory&) const {
    divide(scores, m_temperature);
}

} // namespace tiebreak
