// Keeps the smallest set of the most probable tokens whose probabilities reach p (nucleus sampling,
// Holtzman et al. 2020, eq. 2); among equal ones the smaller id is kept first (transformers leaves
// that to an unstable sort). 1 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class TopP : public LogitsProcessor {
public:
    explicit TopP(double p);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    double m_p;
};

} // namespace tiebreak
