// Named sets of sampling parameters as a JSON file of format 1:
//   {"format":"tiebreak-presets","version":1,"presets":[{"name":"exploratory","parameters":{…}}]}
// Parameters have the keys of the command line; absent ones are neutral. Seeds are no part of a
// preset. Pure functions, any thread.
#pragma once

#include "protocol/sampling_parameters.h"

#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

struct SamplingPreset {
    std::string name;
    SamplingParameters parameters;
};

std::string presetsText(const std::vector<SamplingPreset>& presets);
/// BadFile names the preset and what is wrong with it; TooNew for a later version.
Result<std::vector<SamplingPreset>> presetsFromText(std::string_view text);

/// Whether two sets are the same but for the seed.
bool isSamePreset(const SamplingParameters& a, const SamplingParameters& b);

/// Parameters drawn at random, each within what still makes sense.
SamplingParameters randomPreset(std::uint64_t seed);

} // namespace tiebreak
