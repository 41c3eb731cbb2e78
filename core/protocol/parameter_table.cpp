#include "protocol/parameter_table.h"

namespace tiebreak {

namespace {

using P = SamplingParameters;
using Table = std::vector<ParameterField>;

constexpr double kLargestBias = 1e4; // far beyond any score, and far from float32's limit

Table distributionFields() {
    return {
        {"greedy", [](P& p) -> bool& { return p.greedy; }, "the most probable token each time"},
        {"temperature", [](P& p) -> double& { return p.temperature; }, "1 is neutral", above(0)},
        {"dynamic_temperature_range", [](P& p) -> double& { return p.dynamicTemperature.range; },
         "temperature may move by as much, with the entropy; 0 is off", atLeast(0)},
        {"dynamic_temperature_exponent",
         [](P& p) -> double& { return p.dynamicTemperature.exponent; },
         "of the entropy's share of its maximum", above(0)},
        {"top_k", [](P& p) -> std::int64_t& { return p.topK; }, "0 is off", atLeast(0)},
        {"top_p",
         [](P& p) -> double& { return p.topP; },
         "1 is off",
         {.low = 0, .high = 1, .lowOpen = true}},
        {"min_p", [](P& p) -> double& { return p.minP; }, "0 is off", halfOpen(0, 1)},
        {"typical_p",
         [](P& p) -> double& { return p.typicalP; },
         "1 is off",
         {.low = 0, .high = 1, .lowOpen = true}},
        {"top_n_sigma", [](P& p) -> double& { return p.topNSigma; },
         "standard deviations below the top score; 0 is off", atLeast(0)},
        {"epsilon_cutoff", [](P& p) -> double& { return p.epsilonCutoff; }, "0 is off",
         halfOpen(0, 1)},
        {"eta_cutoff", [](P& p) -> double& { return p.etaCutoff; }, "0 is off", halfOpen(0, 1)},
        {"xtc_probability", [](P& p) -> double& { return p.xtc.probability; },
         "how often the top choices are left out; 0 is off", between(0, 1)},
        {"xtc_threshold",
         [](P& p) -> double& { return p.xtc.threshold; },
         "probability that makes a top choice",
         {.low = 0, .high = 1, .lowOpen = true}},
        {"mirostat_tau", [](P& p) -> double& { return p.mirostat.tau; },
         "mirostat 2: surprise aimed at, in bits; 0 is off", atLeast(0)},
        {"mirostat_eta", [](P& p) -> double& { return p.mirostat.eta; }, "its learning rate",
         between(0, 1)},
    };
}

Table penaltyFields() {
    return {
        {"repetition_penalty", [](P& p) -> double& { return p.repetitionPenalty; }, "1 is off",
         above(0)},
        {"frequency_penalty", [](P& p) -> double& { return p.frequencyPenalty; },
         "for each occurrence; 0 is off", between(-100, 100)},
        {"presence_penalty", [](P& p) -> double& { return p.presencePenalty; },
         "for any occurrence; 0 is off", between(-100, 100)},
        {"penalty_window", [](P& p) -> std::int64_t& { return p.penaltyWindow; },
         "tokens these three look back; 0 is all", atLeast(0)},
        {"no_repeat_ngram_size", [](P& p) -> std::int64_t& { return p.noRepeatNgram; },
         "no sequence of as many tokens twice; 0 is off", atLeast(0)},
        {"dry_multiplier", [](P& p) -> double& { return p.dry.multiplier; },
         "DRY: penalty for going on with a repetition; 0 is off", between(0, 1000)},
        {"dry_base", [](P& p) -> double& { return p.dry.base; },
         "its growth with each repeated token", between(1, 1000)},
        {"dry_allowed_length", [](P& p) -> std::int64_t& { return p.dry.allowedLength; },
         "repeated tokens that cost nothing", atLeast(1)},
        {"dry_window", [](P& p) -> std::int64_t& { return p.dry.window; },
         "tokens it looks back; 0 is all", atLeast(0)},
        {"dry_breakers", [](P& p) -> std::vector<std::string>& { return p.dry.breakers; },
         "texts that end a repetition; may be repeated"},
        {"logit_bias", [](P& p) -> std::map<std::int32_t, double>& { return p.logitBias; },
         "ID=BIAS: what that token's score gains; may be repeated",
         between(-kLargestBias, kLargestBias)},
        {"banned_words", [](P& p) -> std::vector<std::string>& { return p.bannedWords; },
         "text that never appears; may be repeated"},
        {"banned_tokens",
         [](P& p) -> std::vector<std::vector<std::int32_t>>& { return p.bannedTokens; },
         "ID,ID…: token ids that never follow one another; may be repeated"},
    };
}

Table searchFields() {
    return {
        {"guidance_scale", [](P& p) -> double& { return p.guidance.scale; },
         "classifier-free guidance; 1 is off", between(0, 100)},
        {"negative_prompt", [](P& p) -> std::string& { return p.guidance.negativePrompt; },
         "what guidance leads away from; empty: the prompt's last token"},
        {"negative_prompt_ids",
         [](P& p) -> std::vector<std::int32_t>& { return p.guidance.negativeIds; },
         "the same as token ids"},
        {"beam_width", [](P& p) -> std::int64_t& { return p.beam.width; },
         "beam search above 1, instead of drawing", between(1, 256)},
        {"length_penalty", [](P& p) -> double& { return p.beam.lengthPenalty; },
         "a beam's score is its log-probability / length ^ penalty", between(-100, 100)},
        {"early_stopping",
         [](P& p) -> std::string& { return p.beam.earlyStopping; },
         "when beams end: false, true or never",
         {},
         {"false", "true", "never"}},
        {"n_best", [](P& p) -> std::int64_t& { return p.beam.best; }, "responses of a beam search",
         between(1, 256)},
        {"beam_groups", [](P& p) -> std::int64_t& { return p.beam.groups; },
         "groups of beams that avoid one another", between(1, 256)},
        {"diversity_penalty", [](P& p) -> double& { return p.beam.diversityPenalty; },
         "for what an earlier group chose", between(0, 1000)},
    };
}

Table lengthFields() {
    return {
        {"min_new_tokens", [](P& p) -> std::int64_t& { return p.minNewTokens; },
         "no end before as many", atLeast(0)},
        {"max_new_tokens", [](P& p) -> std::int64_t& { return p.maxNewTokens; },
         "end after as many", atLeast(1)},
        {"seed", [](P& p) -> std::uint64_t& { return p.seed; }, "sample j uses seed + j"},
        {"stop", [](P& p) -> std::vector<std::string>& { return p.stop; },
         "text that ends a response; may be repeated"},
        {"ignore_eos", [](P& p) -> bool& { return p.ignoreEos; }, "go on after an end token"},
        {"prefix_ids", [](P& p) -> std::vector<std::int32_t>& { return p.prefixIds; },
         "token ids the response begins with"},
        {"interventions", [](P& p) -> std::vector<Intervention>& { return p.interventions; },
         "POSITION:KIND:WORD, kind force, ban or boost=BIAS: changes the word there; may be "
         "repeated"},
        {"order", [](P& p) -> std::vector<std::string>& { return p.order; },
         "processors in the order wanted; the others keep their places"},
    };
}

} // namespace

const std::vector<ParameterField>& parameterTable() {
    static const Table table = [] {
        Table all;
        for (Table (*part)() : {distributionFields, penaltyFields, searchFields, lengthFields})
            for (ParameterField& field : part())
                all.push_back(std::move(field));
        return all;
    }();
    return table;
}

} // namespace tiebreak
