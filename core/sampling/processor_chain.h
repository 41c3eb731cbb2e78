// The rules of one response in the order wanted (protocol/processor_order.h). Neutral rules are
// left out, so they cost nothing. A person's interventions stand around them. Belongs to the thread
// that decodes.
#pragma once

#include "protocol/sampling_parameters.h"
#include "sampling/logits_processor.h"
#include "sampling/tokenized_rules.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tiebreak {

class ProcessorChain {
public:
    /// Greedy responses and beam search have no rule that only shapes what is drawn, as in
    /// transformers.
    ProcessorChain(const SamplingParameters& parameters, const TokenizedRules& rules);

    bool empty() const { return m_processors.empty(); }
    void apply(std::span<float> scores, const TokenHistory& history) const;
    /// The same, and `after` sees the scores after each rule, in the order of names().
    void applyEach(std::span<float> scores, const TokenHistory& history,
                   const std::function<void(std::span<const float>)>& after) const;
    /// Of the rules that act, in their order; "intervention" for what a person changed.
    const std::vector<std::string>& names() const { return m_names; }
    /// `id` was drawn out of what apply() left.
    void drawn(std::span<const float> scores, TokenId id);

private:
    void add(const std::string& name, std::unique_ptr<LogitsProcessor> processor);

    std::vector<std::unique_ptr<LogitsProcessor>> m_processors;
    std::vector<std::string> m_names; ///< of m_processors
};

/// What the rules of `parameters` need to know about earlier tokens.
CountOptions countsOf(const SamplingParameters& parameters, std::int64_t vocabulary);

} // namespace tiebreak
