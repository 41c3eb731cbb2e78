// What a model thinks at each token of a response: how likely the token was, what else could have
// come, and which processor removed what. Plain values, any thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tiebreak {

/// A token that could have come at a position.
struct TokenAlternative {
    std::int32_t id = 0;
    std::string text;
    std::int64_t rank = 0; ///< before every processor; 0 is the most likely
    /// Its probability before the first processor, then after each: one a stage.
    std::vector<double> shares;
    int removedBy = -1; ///< the stage that forbade it; -1: none
    bool operator==(const TokenAlternative&) const = default;
};

struct InspectedToken {
    std::int32_t id = 0;
    std::string text; ///< whole characters this token completed; empty within a character
    bool special = false;
    double logprob = 0; ///< nats, the model's own
    double entropy = 0; ///< nats, of the model's own distribution
    /// Tokens each stage newly forbade.
    std::vector<std::int64_t> removed;
    /// By rank: the most likely before and after the processors, and the token itself.
    std::vector<TokenAlternative> alternatives;
    bool operator==(const InspectedToken&) const = default;
};

/// Of consecutive tokens, from `first` on.
struct InspectedReply {
    std::int64_t first = 0;
    /// "model", then the processors by name in the order they act; "guidance" may come first,
    /// "intervention" first and last.
    std::vector<std::string> stages;
    std::vector<InspectedToken> tokens;
};

nlohmann::ordered_json toJson(const InspectedReply& reply);
/// BadArgument that names the key.
Result<InspectedReply> inspectedReplyFromJson(const nlohmann::ordered_json& json);

} // namespace tiebreak
