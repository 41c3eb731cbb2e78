// Takes the penalty from a token's score for each time it occurred in prompt and response, or in
// their last tokens where there is a window (as OpenAI's API and llama.cpp define it). 0 is
// neutral, below 0 rewards.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class FrequencyPenalty : public LogitsProcessor {
public:
    explicit FrequencyPenalty(double penalty);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    float m_penalty;
};

} // namespace tiebreak
