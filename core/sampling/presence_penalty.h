// Takes the penalty once from the score of every token that occurred in prompt and response, or in
// their last tokens where there is a window (as OpenAI's API and llama.cpp define it). 0 is
// neutral, below 0 rewards.
#pragma once

#include "sampling/logits_processor.h"

namespace tiebreak {

class PresencePenalty : public LogitsProcessor {
public:
    explicit PresencePenalty(double penalty);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    float m_penalty;
};

} // namespace tiebreak
