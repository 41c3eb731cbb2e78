// How one response is drawn. Defaults are neutral. Plain values, any thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tiebreak {

struct SamplingParameters {
    bool greedy = false;
    double temperature = 1.0;       ///< > 0, at most 5 on screen
    std::int64_t topK = 0;          ///< 0 is off
    double topP = 1.0;              ///< (0, 1]
    double minP = 0.0;              ///< [0, 1)
    double repetitionPenalty = 1.0; ///< > 0, over prompt and response
    std::int64_t minNewTokens = 0;
    std::int64_t maxNewTokens = 256;
    std::uint64_t seed = 0;
    std::vector<std::string> stop;
    bool ignoreEos = false;

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
