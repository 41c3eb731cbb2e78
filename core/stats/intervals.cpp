#include "stats/intervals.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

Interval wilsonInterval(double successes, double trials, double z) {
    if (trials <= 0)
        return {0, 1};
    const double share = successes / trials, square = z * z / trials;
    const double middle = (share + square / 2) / (1 + square);
    const double half =
        z / (1 + square) * std::sqrt(share * (1 - share) / trials + square / (4 * trials));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

double binomialEvenTest(std::int64_t successes, std::int64_t trials) {
    const std::int64_t fewer = std::min(successes, trials - successes);
    double tail = 0;
    const double n = static_cast<double>(trials);
    for (std::int64_t k = 0; k <= fewer; ++k) {
        const double m = static_cast<double>(k);
        tail += std::exp(std::lgamma(n + 1) - std::lgamma(m + 1) - std::lgamma(n - m + 1) -
                         n * std::log(2.0));
    }
    return std::min(1.0, 2 * tail);
}

} // namespace tiebreak
