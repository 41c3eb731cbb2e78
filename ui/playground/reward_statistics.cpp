#include "ui/playground/reward_statistics.h"

#include "base/random_stream.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {
constexpr double kNormal95 = 1.959963984540054; // Φ⁻¹(0.975)
}

RewardSummary rewardSummary(const std::vector<double>& scores) {
    RewardSummary out;
    double mean = 0, squares = 0; // Welford, 1962
    for (int i = 0; i < int(scores.size()); ++i) {
        const double score = scores[size_t(i)];
        const double before = score - mean;
        mean += before / (i + 1);
        squares += before * (score - mean);
        const double deviation = i > 0 ? std::sqrt(squares / i) : 0;
        out.running.push_back({i + 1, mean, kNormal95 * deviation / std::sqrt(i + 1.0)});
        out.deviation = deviation;
        if (out.best < 0 || score > scores[size_t(out.best)])
            out.best = i;
        if (out.worst < 0 || score < scores[size_t(out.worst)])
            out.worst = i;
    }
    if (!out.running.empty())
        out.estimate = out.running.back();
    return out;
}

Histogram histogramOf(const std::vector<double>& scores, int bins) {
    Histogram out;
    if (scores.empty())
        return out;
    const auto [least, most] = std::minmax_element(scores.begin(), scores.end());
    out.low = *least;
    if (*least == *most) {
        out.counts = {int(scores.size())};
        return out;
    }
    out.width = (*most - *least) / bins;
    out.counts.assign(size_t(bins), 0);
    for (const double score : scores)
        ++out.counts[size_t(std::min(bins - 1, int((score - out.low) / out.width)))];
    return out;
}

std::int64_t LengthSampler::length(std::uint64_t index) const {
    RandomStream draw(m_seed, index);
    return m_least +
           std::int64_t(draw.below(std::uint64_t(std::max<std::int64_t>(1, m_most - m_least + 1))));
}

} // namespace tiebreak
