// What a person changes at one position of a response: a word is forced there, banned or made more
// likely. Plain values, any thread. JSON:
//   {"position":12,"kind":"force"|"ban"|"boost","word":" blue"}   or   "ids":[3654] for the word
//   {"position":12,"kind":"boost","word":"blue","bias":2.5}       what its score gains
#pragma once

#include "base/result.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tiebreak {

enum class InterventionKind { Force, Ban, Boost };

struct Intervention {
    std::int64_t position = 0; ///< in the response: its first token is 0
    InterventionKind kind = InterventionKind::Force;
    /// Forced as it is written; banned and boosted with and without a space before it.
    std::string word;
    std::vector<std::int32_t> ids; ///< instead of the word
    double bias = 0;               ///< of a boost; below 0 it makes the word less likely
    bool operator==(const Intervention&) const = default;
};

/// "force", "ban", "boost".
const char* interventionName(InterventionKind kind);
Result<InterventionKind> interventionKind(const std::string& name);

/// BadArgument naming what is wrong.
Status validate(const Intervention& intervention);
nlohmann::json toJson(const Intervention& intervention);
Result<Intervention> interventionFromJson(const nlohmann::ordered_json& json);
/// As on the command line: POSITION:force:WORD, POSITION:ban:WORD, POSITION:boost=BIAS:WORD.
Result<Intervention> interventionFromText(const std::string& text);

} // namespace tiebreak
