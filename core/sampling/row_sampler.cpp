#include "sampling/row_sampler.h"

#include "sampling/row_math.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

RowSampler::RowSampler(const SamplingParameters& parameters, std::span<const TokenId> prompt,
                       const std::vector<TokenId>& endTokens, std::int64_t vocabulary)
    : m_greedy(parameters.greedy)
    , m_countsTokens(parameters.repetitionPenalty != 1)
    , m_chain(parameters, endTokens)
    , m_random(parameters.seed) {
    if (!m_countsTokens)
        return;
    m_seen.resize(static_cast<std::size_t>(vocabulary));
    for (const TokenId id : prompt)
        count(id);
}

void RowSampler::count(TokenId id) {
    if (!m_countsTokens || m_seen[static_cast<std::size_t>(id)])
        return;
    m_seen[static_cast<std::size_t>(id)] = true;
    m_distinct.push_back(id);
}

std::size_t RowSampler::choose(std::span<const float> scores) {
    if (m_greedy)
        return indexOfMaximum(scores);
    return drawIndex(scores, m_random.uniformAt(static_cast<std::uint64_t>(m_newTokens)));
}

Result<DrawnToken> RowSampler::draw(std::span<const float> logits) {
    if (!allFinite(logits))
        return Error{ErrorCode::NonFinite,
                     "logits of response token " + std::to_string(m_newTokens) +
                         ": not finite; the model's weights are damaged or its dtype is too small",
                     "", nullptr};
    const float top = maximum(logits);
    const double logSum = static_cast<double>(top) + std::log(sumOfExponentials(logits, top));
    std::size_t chosen = 0;
    if (m_chain.empty()) {
        chosen = choose(logits);
    } else {
        thread_local std::vector<float> scores;
        scores.assign(logits.begin(), logits.end());
        m_chain.apply(scores, {m_distinct, m_newTokens});
        chosen = choose(scores);
    }
    const auto id = static_cast<TokenId>(chosen);
    count(id);
    ++m_newTokens;
    return DrawnToken{id, static_cast<double>(logits[chosen]) - logSum};
}

std::size_t drawIndex(std::span<const float> scores, double uniform) {
    thread_local std::vector<double> blocks;
    const float top = maximum(scores);
    const double wanted = uniform * sumOfExponentials(scores, top, &blocks);
    double before = 0;
    std::size_t block = 0;
    while (block + 1 < blocks.size() && before + blocks[block] <= wanted)
        before += blocks[block++];
    const std::size_t begin = block * kSumBlock;
    const auto part = scores.subspan(begin, std::min(kSumBlock, scores.size() - begin));
    float shares[kSumBlock];
    exponentials(part, top, shares);
    std::size_t last = scores.size(); // rounding may carry past the end: then the last possible one
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (shares[i] <= 0)
            continue;
        last = begin + i;
        before += static_cast<double>(shares[i]);
        if (before > wanted)
            break;
    }
    return last < scores.size() ? last : indexOfMaximum(scores);
}

} // namespace tiebreak
