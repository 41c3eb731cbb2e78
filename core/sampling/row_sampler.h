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
               const TokenizedRules& rules, std::int64_t vocabulary);

    /// The next token after `logits` float32 [V], counted into the response; `negative` [V] are
    /// those after the negative prompt, with guidance. NonFinite when a logit is, BadArgument when
    /// the rules leave no token.
    Result<DrawnToken> draw(std::span<const float> logits, std::span<const float> negative = {});

    /// A token of the response that is given, not drawn. What learns from draws does not learn from
    /// it.
    void give(TokenId id) { m_history.push(id); }
    /// Of prompt and response.
    std::span<const TokenId> tokens() const { return m_history.tokens(); }
    std::int64_t newTokens() const { return m_history.newTokens(); }

private:
    std::span<const float> changed(std::span<const float> logits, std::span<const float> negative);

    bool m_greedy;
    double m_guidance;
    ProcessorChain m_chain;
    RandomStream m_random;
    TokenHistory m_history;
};

/// The shares of a row of scores, in blocks of kSumBlock.
struct RowShares {
    float top = 0;  ///< the highest score
    double sum = 0; ///< Σ exp(score - top)
    std::vector<double> blocks;

    void take(std::span<const float> scores);
    double logSum() const; ///< ln Σ exp(score)
};

/// The index whose share of `row`, taken of `scores`, covers `uniform` in [0, 1), scores in order
/// of their ids.
std::size_t drawIndex(std::span<const float> scores, const RowShares& row, double uniform);

/// NonFinite, naming the response's token, unless all of `logits` are finite.
Status requireFinite(std::span<const float> logits, std::int64_t token);

} // namespace tiebreak
