// How one response is drawn. Defaults are neutral: nothing is changed, nothing is cut off. Plain
// values, any thread. What each parameter may be, and its name outside: parameter_table.h.
#pragma once

#include "base/result.h"
#include "protocol/intervention.h"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tiebreak {

/// Temperature between temperature - range and temperature + range, by the entropy of the scores.
struct DynamicTemperatureParameters {
    double range = 0; ///< 0 is off
    double exponent = 1;
    bool operator==(const DynamicTemperatureParameters&) const = default;
};

/// Now and then leaves out all but the last of the tokens that reach the threshold.
struct XtcParameters {
    double threshold = 0.1;
    double probability = 0; ///< 0 is off
    bool operator==(const XtcParameters&) const = default;
};

/// Makes tokens less likely that would go on with a repetition.
struct DryParameters {
    double multiplier = 0; ///< 0 is off
    double base = 1.75;
    std::int64_t allowedLength = 2; ///< tokens
    std::int64_t window = 0;        ///< tokens looked back; 0 is all
    std::vector<std::string> breakers{"\n", ":", "\"", "*"};
    bool operator==(const DryParameters&) const = default;
};

/// Keeps the surprise of the text near tau.
struct MirostatParameters {
    double tau = 0; ///< bits; 0 is off
    double eta = 0.1;
    bool operator==(const MirostatParameters&) const = default;
};

/// Classifier-free guidance: away from what the negative prompt makes likely.
struct GuidanceParameters {
    double scale = 1;           ///< 1 is off
    std::string negativePrompt; ///< tokenized like a raw prompt
    std::vector<std::int32_t>
        negativeIds; ///< instead of the text; neither: the prompt's last token
    bool operator==(const GuidanceParameters&) const = default;
};

/// Beam search takes the place of drawing when width is above 1.
struct BeamParameters {
    std::int64_t width = 1;
    double lengthPenalty = 1;            ///< the score is Σ log p / length ^ penalty
    std::string earlyStopping = "false"; ///< "false", "true", "never", as in transformers
    std::int64_t best = 1;               ///< responses given back
    std::int64_t groups = 1;             ///< of width / groups beams
    double diversityPenalty = 0;         ///< for a token that an earlier group took at this step
    bool operator==(const BeamParameters&) const = default;
};

struct SamplingParameters {
    bool greedy = false;
    double temperature = 1.0; ///< > 0, at most 5 on screen
    DynamicTemperatureParameters dynamicTemperature;
    std::int64_t topK = 0;    ///< 0 is off
    double topP = 1.0;        ///< (0, 1]
    double minP = 0.0;        ///< [0, 1)
    double typicalP = 1.0;    ///< (0, 1]
    double topNSigma = 0.0;   ///< 0 is off
    double epsilonCutoff = 0; ///< [0, 1)
    double etaCutoff = 0;     ///< [0, 1)
    XtcParameters xtc;
    MirostatParameters mirostat;

    double repetitionPenalty = 1.0; ///< > 0, over prompt and response
    double frequencyPenalty = 0;    ///< subtracted for each occurrence
    double presencePenalty = 0;     ///< subtracted once
    std::int64_t penaltyWindow = 0; ///< tokens that the three look back; 0 is all
    std::int64_t noRepeatNgram = 0; ///< 0 is off
    DryParameters dry;
    std::map<std::int32_t, double> logitBias;            ///< token id -> what its score gains
    std::vector<std::string> bannedWords;                ///< tokenized with and without a space
    std::vector<std::vector<std::int32_t>> bannedTokens; ///< sequences that never appear

    GuidanceParameters guidance;
    BeamParameters beam;

    /// The response begins with these; they are given, not drawn, and counted like drawn ones.
    std::vector<std::int32_t> prefixIds;
    std::vector<Intervention> interventions; ///< words changed at positions of the response

    std::int64_t minNewTokens = 0;
    std::int64_t maxNewTokens = 256;
    std::uint64_t seed = 0;
    std::vector<std::string> stop;
    bool ignoreEos = false;
    /// Of processors (processor_order.h). Empty: the usual order.
    std::vector<std::string> order;

    bool operator==(const SamplingParameters&) const = default;
};

/// BadArgument naming the parameter, its value and its range.
Status validate(const SamplingParameters& parameters);

/// Snake-case keys as on the command line: {"temperature":0.7,"top_k":0,…}; neutral values
/// included.
nlohmann::json toJson(const SamplingParameters& parameters);
/// Unknown keys are refused by name; absent keys are neutral.
Result<SamplingParameters> samplingParametersFromJson(const nlohmann::json& json);

} // namespace tiebreak
