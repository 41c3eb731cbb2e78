// The rules of one response in the order of transformers: repetition penalty, minimum new tokens,
// temperature, top-k, top-p, min-p. Neutral rules are left out, so they cost nothing. Belongs to
// the thread that decodes.
#pragma once

#include "protocol/sampling_parameters.h"
#include "sampling/logits_processor.h"

#include <memory>
#include <vector>

namespace tiebreak {

class ProcessorChain {
public:
    /// `endTokens` are the ids that end a response. Greedy responses need no rule that keeps the
    /// order of scores.
    ProcessorChain(const SamplingParameters& parameters, const std::vector<TokenId>& endTokens);

    bool empty() const { return m_processors.empty(); }
    void apply(std::span<float> scores, const ProcessorContext& context) const;

private:
    std::vector<std::unique_ptr<LogitsProcessor>> m_processors;
};

} // namespace tiebreak
