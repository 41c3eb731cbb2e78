#include "metrics/smoothing.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr double kMaxWeight = 0.999;

/// All finite values are the same; smoothing would only add rounding to them.
bool isConstant(std::span<const double> values) {
    double first = std::nan("");
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        if (std::isnan(first))
            first = value;
        else if (value != first)
            return false;
    }
    return true;
}

} // namespace

std::vector<double> debiasedAverage(std::span<const double> values, double weight) {
    std::vector<double> smoothed(values.begin(), values.end());
    const double w = std::isnan(weight) ? 0.0 : std::clamp(weight, 0.0, kMaxWeight);
    if (w == 0 || isConstant(values))
        return smoothed;
    double last = 0;
    double power = 1; // wⁿ
    for (double& value : smoothed) {
        if (!std::isfinite(value))
            continue;
        last = w * last + (1 - w) * value;
        power *= w;
        value = last / (1 - power);
    }
    return smoothed;
}

} // namespace tiebreak
