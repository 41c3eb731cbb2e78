// Keeps tokens at least p times as probable as the most probable one (Nguyen et al. 2024). 0 is
// neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class MinP : public LogitsProcessor {
public:
    explicit MinP(double p);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    float m_logP;
};

} // namespace tiebreak
