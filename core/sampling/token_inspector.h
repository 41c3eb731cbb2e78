// Takes apart how the tokens of a given response came about: the model's own distribution at each,
// what every processor made of it, and which of them removed what. Follows the response token by
// token, as RowSampler drew it. One a response, one thread.
#pragma once

#include "base/result.h"
#include "protocol/inspection.h"
#include "sampling/processor_chain.h"

#include <span>
#include <string>
#include <vector>

namespace tiebreak {

class TokenInspector {
public:
    /// `top`: alternatives wanted before and after the processors.
    TokenInspector(const SamplingParameters& parameters, std::span<const TokenId> prompt,
                   const TokenizedRules& rules, std::int64_t vocabulary, std::int64_t top);

    /// "model", "guidance" if there is, then the processors.
    const std::vector<std::string>& stages() const { return m_stages; }
    /// `chosen` came after `logits` float32 [V]; `negative` [V] as in RowSampler. Texts are left
    /// empty.
    Result<InspectedToken> inspect(std::span<const float> logits, std::span<const float> negative,
                                   TokenId chosen);

private:
    void record(std::span<const float> scores);
    std::vector<TokenId> listed(std::span<const float> logits, TokenId chosen) const;
    TokenAlternative alternativeOf(TokenId id, std::span<const float> logits) const;

    std::int64_t m_top;
    double m_guidance;
    bool m_guided;
    ProcessorChain m_chain;
    TokenHistory m_history;
    std::vector<std::string> m_stages;
    /// Of the token at hand: the scores after each stage, and ln Σ exp of them.
    std::vector<std::vector<float>> m_scores;
    std::vector<double> m_logSums;
};

} // namespace tiebreak
