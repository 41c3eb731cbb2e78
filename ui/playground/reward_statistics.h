// The Monte-Carlo estimate of an expected reward: E_{y∼π(·|x)} r(x, y) ≈ (1/n) Σ_i r(x, y_i), with
// its interval and how both came about with n. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace tiebreak {

/// A mean of n scores and half the width of its 95 % interval, 1.96 · s / √n (0 for a single one).
struct MeanEstimate {
    int n = 0;
    double mean = 0;
    double half = 0;
};

struct RewardSummary {
    MeanEstimate estimate;
    double deviation = 0;              ///< s, with n − 1
    int best = -1, worst = -1;         ///< indices, the first of equal ones; −1: there is none
    std::vector<MeanEstimate> running; ///< after the first 1, 2, … n scores
};

RewardSummary rewardSummary(const std::vector<double>& scores);

struct Histogram {
    double low = 0;
    double width = 0; ///< of a bin; 0: all scores are the same
    std::vector<int> counts;
};

/// At most `bins` bins from the least to the greatest score; one for scores that are all the same.
Histogram histogramOf(const std::vector<double>& scores, int bins);

/// A length in tokens for response `index`, uniform in [least, most]: the response may be as long
/// as that. Depends on nothing but its arguments.
class LengthSampler {
public:
    LengthSampler(std::int64_t least, std::int64_t most, std::uint64_t seed)
        : m_least(least)
        , m_most(most)
        , m_seed(seed) {}
    std::int64_t length(std::uint64_t index) const;

private:
    std::int64_t m_least;
    std::int64_t m_most;
    std::uint64_t m_seed;
};

} // namespace tiebreak
