// Mirostat 2 (Basu et al. 2021, algorithm 2): removes tokens more surprising than mu bits and then
// moves mu so that the surprise of the text comes to tau. Its state is that of one response. tau 0
// is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

struct MirostatRule {
    double tau = 5; ///< bits
    double eta = 0.1;
};

class Mirostat : public LogitsProcessor {
public:
    explicit Mirostat(MirostatRule rule)
        : m_rule(rule)
        , m_mu(2 * rule.tau) {}
    void apply(std::span<float> scores, const TokenHistory& history) const override;
    void drawn(std::span<const float> scores, TokenId id) override;

    double mu() const { return m_mu; } ///< bits

private:
    MirostatRule m_rule;
    double m_mu;
};

} // namespace tiebreak
