// Intervals for what was counted. Pure functions, any thread.
#pragma once

#include <cstdint>

namespace tiebreak {

struct Interval {
    double low = 0;
    double high = 0;
};

/// Wilson's score interval (Wilson 1927) for a share of successes; 95 % by default. Of no trials
/// [0, 1].
Interval wilsonInterval(double successes, double trials, double z = 1.959963984540054);

/// Two-sided exact binomial test of an even coin: the chance of a split at least this uneven.
double binomialEvenTest(std::int64_t successes, std::int64_t trials);

} // namespace tiebreak
