// Exclude top choices: with a given probability, all tokens that reach the threshold but the least
// probable of them are removed, so the obvious gives way to the still good (p-e-w 2024,
// text-generation-webui pull request 6335). Whether it acts is drawn from seed and position.
// Probability 0 is neutral.
#pragma once

#include "base/random_stream.h"
#include "sampling/logits_processor.h"

namespace tiebreak {

struct XtcRule {
    double threshold = 0.1; ///< above 0; above 0.5 it has no effect
    double probability = 0;
};

class Xtc : public LogitsProcessor {
public:
    Xtc(XtcRule rule, std::uint64_t seed);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    XtcRule m_rule;
    RandomStream m_random;
};

} // namespace tiebreak
