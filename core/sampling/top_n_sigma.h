// Keeps scores within n standard deviations of the highest one (Tang et al. 2024, Top-nσ,
// algorithm 1); what is forbidden already does not count. 0 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class TopNSigma : public LogitsProcessor {
public:
    explicit TopNSigma(double n);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    double m_n;
};

} // namespace tiebreak
