#include "sampling/row_sampler.h"

#include "sampling/guidance.h"
#include "sampling/row_math.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

RowSampler::RowSampler(const SamplingParameters& parameters, std::span<const TokenId> prompt,
                       const TokenizedRules& rules, std::int64_t vocabulary)
    : m_greedy(parameters.greedy)
    , m_guidance(parameters.guidance.scale)
    , m_chain(parameters, rules)
    , m_random(parameters.seed)
    , m_history(prompt, countsOf(parameters, vocabulary)) {}

std::span<const float> RowSampler::changed(std::span<const float> logits,
                                           std::span<const float> negative) {
    if (m_chain.empty() && negative.empty())
        return logits;
    thread_local std::vector<float> scores;
    if (negative.empty())
        scores.assign(logits.begin(), logits.end());
    else
        guide(logits, negative, m_guidance, scores);
    m_chain.apply(scores, m_history);
    return scores;
}

Result<DrawnToken> RowSampler::draw(std::span<const float> logits,
                                    std::span<const float> negative) {
    TB_TRY(requireFinite(logits, newTokens()));
    TB_TRY(requireFinite(negative, newTokens()));
    thread_local RowShares shares; // of the row that is drawn from
    shares.take(logits);
    const double logSum = shares.logSum();
    const auto scores = changed(logits, negative);
    if (scores.data() != logits.data() && !m_greedy)
        shares.take(scores);
    if (m_greedy ? maximum(scores) == kForbidden : shares.top == kForbidden)
        return Error{ErrorCode::BadArgument,
                     "response token " + std::to_string(newTokens()) +
                         ": the rules forbid every token; ban fewer, or move rules that cut off "
                         "behind those that forbid",
                     "", nullptr};
    const auto position = static_cast<std::uint64_t>(newTokens());
    const std::size_t chosen =
        m_greedy ? indexOfMaximum(scores) : drawIndex(scores, shares, m_random.uniformAt(position));
    const auto id = static_cast<TokenId>(chosen);
    m_chain.drawn(scores, id);
    m_history.push(id);
    return DrawnToken{id, static_cast<double>(logits[chosen]) - logSum};
}

Status requireFinite(std::span<const float> logits, std::int64_t token) {
    if (allFinite(logits))
        return {};
    return Error{ErrorCode::NonFinite,
                 "logits of response token " + std::to_string(token) +
                     ": not finite; the model's weights are damaged or its dtype is too small",
                 "", nullptr};
}

void RowShares::take(std::span<const float> scores) {
    top = maximum(scores);
    sum = sumOfExponentials(scores, top, &blocks);
}

double RowShares::logSum() const {
    return static_cast<double>(top) + std::log(sum);
}

std::size_t drawIndex(std::span<const float> scores, const RowShares& row, double uniform) {
    const std::vector<double>& blocks = row.blocks;
    const double wanted = uniform * row.sum;
    double before = 0;
    std::size_t block = 0;
    while (block + 1 < blocks.size() && before + blocks[block] <= wanted)
        before += blocks[block++];
    const std::size_t begin = block * kSumBlock;
    const auto part = scores.subspan(begin, std::min(kSumBlock, scores.size() - begin));
    float shares[kSumBlock];
    exponentials(part, row.top, shares);
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
