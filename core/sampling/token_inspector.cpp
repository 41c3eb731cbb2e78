#include "sampling/token_inspector.h"

#include "sampling/guidance.h"
#include "sampling/row_math.h"
#include "sampling/row_sampler.h"
#include "sampling/row_statistics.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

/// The `count` highest of the allowed scores, the smaller id first among equals.
void addHighest(std::span<const float> scores, std::int64_t count, std::vector<TokenId>& ids) {
    const auto most = std::min<std::size_t>(static_cast<std::size_t>(count), scores.size());
    if (most == 0)
        return;
    std::vector<std::int32_t> found;
    indicesFrom(scores, kthLargest(scores, most), found);
    std::erase_if(
        found, [&](std::int32_t id) { return scores[static_cast<std::size_t>(id)] == kForbidden; });
    std::stable_sort(found.begin(), found.end(), [&](std::int32_t a, std::int32_t b) {
        return scores[static_cast<std::size_t>(a)] > scores[static_cast<std::size_t>(b)];
    });
    found.resize(std::min(found.size(), most));
    ids.insert(ids.end(), found.begin(), found.end());
}

/// Tokens before it in the order (higher score, smaller id).
std::int64_t rankOf(std::span<const float> scores, TokenId id) {
    const auto at = static_cast<std::size_t>(id);
    std::int64_t rank = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        rank += scores[i] > scores[at] || (scores[i] == scores[at] && i < at) ? 1 : 0;
    return rank;
}

double shareOf(float score, double logSum) {
    return score == kForbidden ? 0 : std::exp(static_cast<double>(score) - logSum);
}

} // namespace

TokenInspector::TokenInspector(const SamplingParameters& parameters,
                               std::span<const TokenId> prompt, const TokenizedRules& rules,
                               std::int64_t vocabulary, std::int64_t top)
    : m_top(top)
    , m_guidance(parameters.guidance.scale)
    , m_guided(!rules.negativePrompt.empty())
    , m_chain(parameters, rules)
    , m_history(prompt, countsOf(parameters, vocabulary)) {
    m_stages.push_back("model");
    if (m_guided)
        m_stages.push_back("guidance");
    for (const std::string& name : m_chain.names())
        m_stages.push_back(name);
    m_scores.reserve(m_stages.size());
}

void TokenInspector::record(std::span<const float> scores) {
    m_scores.emplace_back(scores.begin(), scores.end());
    const float top = maximum(scores);
    m_logSums.push_back(top == kForbidden ? 0 : spreadOf(scores, top).logSum);
}

Result<InspectedToken> TokenInspector::inspect(std::span<const float> logits,
                                               std::span<const float> negative, TokenId chosen) {
    TB_TRY(requireFinite(logits, m_history.newTokens()));
    TB_TRY(requireFinite(negative, m_history.newTokens()));
    m_scores.clear();
    m_logSums.clear();
    record(logits);
    std::vector<float> scores(logits.begin(), logits.end());
    if (m_guided) {
        guide(logits, negative, m_guidance, scores);
        record(scores);
    }
    m_chain.applyEach(scores, m_history, [this](std::span<const float> now) { record(now); });

    const Spread own = spreadOf(logits, maximum(logits));
    InspectedToken token;
    token.id = chosen;
    token.logprob = static_cast<double>(logits[static_cast<std::size_t>(chosen)]) - own.logSum;
    token.entropy = own.entropy;
    std::size_t before = logits.size();
    for (const auto& stage : m_scores) {
        const std::size_t allowed = allowedCount(stage);
        // Forcing a word may allow what was forbidden before.
        token.removed.push_back(before > allowed ? std::int64_t(before - allowed) : 0);
        before = allowed;
    }
    for (const TokenId id : listed(logits, chosen))
        token.alternatives.push_back(alternativeOf(id, logits));
    m_chain.drawn(scores, chosen);
    m_history.push(chosen);
    return token;
}

std::vector<TokenId> TokenInspector::listed(std::span<const float> logits, TokenId chosen) const {
    std::vector<TokenId> ids{chosen};
    addHighest(logits, m_top, ids);
    addHighest(m_scores.back(), m_top, ids);
    const auto byRank = [&](TokenId a, TokenId b) {
        const float x = logits[static_cast<std::size_t>(a)],
                    y = logits[static_cast<std::size_t>(b)];
        return x > y || (x == y && a < b);
    };
    std::sort(ids.begin(), ids.end(), byRank);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

TokenAlternative TokenInspector::alternativeOf(TokenId id, std::span<const float> logits) const {
    TokenAlternative alternative;
    alternative.id = id;
    alternative.rank = rankOf(logits, id);
    for (std::size_t stage = 0; stage < m_scores.size(); ++stage) {
        const float score = m_scores[stage][static_cast<std::size_t>(id)];
        alternative.shares.push_back(shareOf(score, m_logSums[stage]));
        if (score == kForbidden && alternative.removedBy < 0)
            alternative.removedBy = static_cast<int>(stage);
        else if (score != kForbidden)
            alternative.removedBy = -1; // forced all the same
    }
    return alternative;
}

} // namespace tiebreak
