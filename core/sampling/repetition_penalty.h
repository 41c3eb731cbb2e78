// Makes every token of prompt and response (of their last tokens, where there is a window) less
// likely once, however often it occurred: positive scores are divided by the penalty, negative ones
// multiplied (Keskar et al. 2019, CTRL, section 4.1). 1 is neutral.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class RepetitionPenalty : public LogitsProcessor {
public:
    explicit RepetitionPenalty(double penalty);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    float m_penalty;
};

} // namespace tiebreak
