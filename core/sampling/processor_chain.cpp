#include "sampling/processor_chain.h"

#include "sampling/min_new_tokens.h"
#include "sampling/min_p.h"
#include "sampling/repetition_penalty.h"
#include "sampling/temperature.h"
#include "sampling/top_k.h"
#include "sampling/top_p.h"

namespace tiebreak {

ProcessorChain::ProcessorChain(const SamplingParameters& p, const std::vector<TokenId>& endTokens) {
    const auto add = [this](std::unique_ptr<LogitsProcessor> processor) {
        m_processors.push_back(std::move(processor));
    };
    if (p.repetitionPenalty != 1)
        add(std::make_unique<RepetitionPenalty>(p.repetitionPenalty));
    if (p.minNewTokens > 0 && !endTokens.empty())
        add(std::make_unique<MinNewTokens>(p.minNewTokens, endTokens));
    if (p.greedy)
        return;
    if (p.temperature != 1)
        add(std::make_unique<Temperature>(p.temperature));
    if (p.topK > 0)
        add(std::make_unique<TopK>(p.topK));
    if (p.topP < 1)
        add(std::make_unique<TopP>(p.topP));
    if (p.minP > 0)
        add(std::make_unique<MinP>(p.minP));
}

void ProcessorChain::apply(std::span<float> scores, const ProcessorContext& context) const {
    for (const auto& processor : m_processors)
        processor->apply(scores, context);
}

} // namespace tiebreak
