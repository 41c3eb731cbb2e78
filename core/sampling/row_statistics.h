// What a row of scores is like as a whole; forbidden scores do not count. Pure functions, any
// thread.
#pragma once

#include <cstddef>
#include <span>

namespace tiebreak {

struct Spread {
    double logSum = 0;  ///< ln Σ exp(score)
    double entropy = 0; ///< nats
};
/// `top` is the maximum, and not -infinity.
Spread spreadOf(std::span<const float> scores, float top);

struct Moments {
    std::size_t allowed = 0;
    double mean = 0;
    double deviation = 0; ///< of the population: divided by the number of scores
};
Moments momentsOf(std::span<const float> scores);

/// Scores that are not forbidden.
std::size_t allowedCount(std::span<const float> scores);

} // namespace tiebreak
