// Draws the tokens of one response: rules, then a draw that depends on seed and position alone, so
// nothing else in the batch matters. One object a response, used by the thread that decodes.
#pragma once

#include "base/random_stream.h"
#include "base/result.h"
#include "sampling/processor_chain.h"

#include <span>
#include <vector>

namespace tiebreak {

struct DrawnToken {
    TokenId id = 0;
    double logprob = 0; ///< nats, of the model's own distribution, before every rule
};

class RowSampler {
public:
    RowSampler(const SamplingParameters& parameters, std::span<const TokenId> prompt,
               const std::vector<TokenId>& endTokens, std::int64_t vocabulary);

    /// The next token after `logits` float32 [V], counted into the response. NonFinite when a logit
    /// is.
    Result<DrawnToken> draw(std::span<const float> logits);

    std::int64_t newTokens() const { return m_newTokens; }

private:
    void count(TokenId id);
    std::size_t choose(std::span<const float> scores);

    bool m_greedy;
    bool m_countsTokens; ///< a rule looks at earlier tokens
    ProcessorChain m_chain;
    RandomStream m_random;
    std::int64_t m_newTokens = 0;
    std::vector<bool> m_seen; // [V], only when counting
    std::vector<TokenId> m_distinct;
};

/// The index whose share of exp(scores) covers `uniform` in [0, 1), scores in order of their ids.
std::size_t drawIndex(std::span<const float> scores, double uniform);

} // namespace tiebreak
