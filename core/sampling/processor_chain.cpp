#include "sampling/processor_chain.h"

#include "protocol/processor_order.h"
#include "sampling/banned_words.h"
#include "sampling/dry.h"
#include "sampling/dynamic_temperature.h"
#include "sampling/epsilon_cutoff.h"
#include "sampling/eta_cutoff.h"
#include "sampling/frequency_penalty.h"
#include "sampling/interventions.h"
#include "sampling/logit_bias.h"
#include "sampling/min_new_tokens.h"
#include "sampling/min_p.h"
#include "sampling/mirostat.h"
#include "sampling/no_repeat_ngram.h"
#include "sampling/presence_penalty.h"
#include "sampling/repetition_penalty.h"
#include "sampling/temperature.h"
#include "sampling/top_k.h"
#include "sampling/top_n_sigma.h"
#include "sampling/top_p.h"
#include "sampling/typical_p.h"
#include "sampling/xtc.h"

#include <algorithm>
#include <map>
#include <string>

namespace tiebreak {

namespace {

using Processor = std::unique_ptr<LogitsProcessor>;
using P = SamplingParameters;

template <class T, class... Arguments>
Processor unless(bool neutral, Arguments&&... arguments) {
    return neutral ? nullptr : std::make_unique<T>(std::forward<Arguments>(arguments)...);
}

Processor makeTemperature(const P& p) {
    const double range = p.dynamicTemperature.range;
    if (range > 0)
        return std::make_unique<DynamicTemperature>(
            TemperatureRange{std::max(0.0, p.temperature - range), p.temperature + range,
                             p.dynamicTemperature.exponent});
    return unless<Temperature>(p.temperature == 1, p.temperature);
}

/// Rules that change which token is best, by their names in the order.
const std::map<std::string, Processor (*)(const P&, const TokenizedRules&)>& ruleMakers() {
    using Maker = Processor (*)(const P&, const TokenizedRules&);
    static const std::map<std::string, Maker> makers{
        {"logit_bias",
         [](const P& p, const TokenizedRules&) {
             return unless<LogitBias>(p.logitBias.empty(), p.logitBias);
         }},
        {"repetition_penalty",
         [](const P& p, const TokenizedRules&) {
             return unless<RepetitionPenalty>(p.repetitionPenalty == 1, p.repetitionPenalty);
         }},
        {"frequency_penalty",
         [](const P& p, const TokenizedRules&) {
             return unless<FrequencyPenalty>(p.frequencyPenalty == 0, p.frequencyPenalty);
         }},
        {"presence_penalty",
         [](const P& p, const TokenizedRules&) {
             return unless<PresencePenalty>(p.presencePenalty == 0, p.presencePenalty);
         }},
        {"dry",
         [](const P& p, const TokenizedRules& rules) {
             const DryRule rule{p.dry.multiplier, p.dry.base, p.dry.allowedLength, p.dry.window};
             return unless<Dry>(rule.multiplier == 0, rule, rules.dryBreakers);
         }},
        {"no_repeat_ngram",
         [](const P& p, const TokenizedRules&) {
             return unless<NoRepeatNgram>(p.noRepeatNgram == 0, p.noRepeatNgram);
         }},
        {"banned_words",
         [](const P&, const TokenizedRules& rules) {
             return unless<BannedWords>(rules.banned.empty(), rules.banned, rules.endTokens);
         }},
        {"min_new_tokens", [](const P& p, const TokenizedRules& rules) {
             return unless<MinNewTokens>(p.minNewTokens == 0 || rules.endTokens.empty(),
                                         p.minNewTokens, rules.endTokens);
         }}};
    return makers;
}

/// Rules that only shape what is drawn.
const std::map<std::string, Processor (*)(const P&)>& shapeMakers() {
    using Maker = Processor (*)(const P&);
    static const std::map<std::string, Maker> makers{
        {"temperature", makeTemperature},
        {"top_n_sigma",
         [](const P& p) { return unless<TopNSigma>(p.topNSigma == 0, p.topNSigma); }},
        {"top_k", [](const P& p) { return unless<TopK>(p.topK == 0, p.topK); }},
        {"top_p", [](const P& p) { return unless<TopP>(p.topP >= 1, p.topP); }},
        {"min_p", [](const P& p) { return unless<MinP>(p.minP == 0, p.minP); }},
        {"typical_p", [](const P& p) { return unless<TypicalP>(p.typicalP >= 1, p.typicalP); }},
        {"epsilon_cutoff",
         [](const P& p) { return unless<EpsilonCutoff>(p.epsilonCutoff == 0, p.epsilonCutoff); }},
        {"eta_cutoff", [](const P& p) { return unless<EtaCutoff>(p.etaCutoff == 0, p.etaCutoff); }},
        {"xtc",
         [](const P& p) {
             return unless<Xtc>(p.xtc.probability == 0, XtcRule{p.xtc.threshold, p.xtc.probability},
                                p.seed);
         }},
        {"mirostat", [](const P& p) {
             return unless<Mirostat>(p.mirostat.tau == 0,
                                     MirostatRule{p.mirostat.tau, p.mirostat.eta});
         }}};
    return makers;
}

} // namespace

ProcessorChain::ProcessorChain(const SamplingParameters& parameters, const TokenizedRules& rules) {
    const bool draws = !parameters.greedy && parameters.beam.width == 1;
    const auto& changes = rules.interventions;
    const auto isForce = [](const auto& i) { return i.kind == InterventionKind::Force; };
    const auto forces = std::count_if(changes.begin(), changes.end(), isForce);
    if (forces < std::ssize(changes))
        add("intervention", std::make_unique<Interventions>(changes));
    for (const std::string& name : wholeOrder(parameters.order)) {
        Processor made;
        if (const auto rule = ruleMakers().find(name); rule != ruleMakers().end())
            made = rule->second(parameters, rules);
        else if (draws)
            made = shapeMakers().at(name)(parameters);
        if (made)
            add(name, std::move(made));
    }
    if (forces > 0)
        add("intervention", std::make_unique<ForcedWords>(changes));
}

void ProcessorChain::add(const std::string& name, Processor processor) {
    m_names.push_back(name);
    m_processors.push_back(std::move(processor));
}

void ProcessorChain::applyEach(std::span<float> scores, const TokenHistory& history,
                               const std::function<void(std::span<const float>)>& after) const {
    for (const auto& processor : m_processors) {
        processor->apply(scores, history);
        after(scores);
    }
}

void ProcessorChain::apply(std::span<float> scores, const TokenHistory& history) const {
    for (const auto& processor : m_processors)
        processor->apply(scores, history);
}

void ProcessorChain::drawn(std::span<const float> scores, TokenId id) {
    for (const auto& processor : m_processors)
        processor->drawn(scores, id);
}

CountOptions countsOf(const SamplingParameters& p, std::int64_t vocabulary) {
    const bool counts =
        p.repetitionPenalty != 1 || p.frequencyPenalty != 0 || p.presencePenalty != 0;
    return {counts ? vocabulary : 0, p.penaltyWindow};
}

} // namespace tiebreak
