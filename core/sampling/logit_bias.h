// Adds to the scores of chosen tokens. No tokens is neutral.
#pragma once

#include "sampling/logits_processor.h"

#include <map>

namespace tiebreak {

class LogitBias : public LogitsProcessor {
public:
    /// Token id -> what its score gains; ids within the vocabulary.
    explicit LogitBias(std::map<TokenId, double> biases)
        : m_biases(std::move(biases)) {}
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    std::map<TokenId, double> m_biases;
};

} // namespace tiebreak
