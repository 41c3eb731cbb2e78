// Finds the prompt of a preference row that has none: the common beginning of its two sides, as TRL does.
// Pure function, any thread.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

struct SplitRow {
    nlohmann::ordered_json prompt;   ///< text or messages
    nlohmann::ordered_json chosen;   ///< what follows the prompt
    nlohmann::ordered_json rejected;
};

/// `chosen` and `rejected` are both text or both lists of messages. Text: the common characters, less one when
/// the last of them is a blank, which then belongs to the completions. Messages: the common leading ones.
SplitRow extractPrompt(const nlohmann::ordered_json& chosen, const nlohmann::ordered_json& rejected);

} // namespace tiebreak
