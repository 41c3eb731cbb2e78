// Whether the chat template renders a conversation as its prompt and something after it: where it
// does not, other tokens are trained than one thinks. Pure function, any thread.
#pragma once

#include "training/data/row_encoder.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace tiebreak {

/// {"checked","broken":[{"row","prompt_tokens","shared_tokens"}]}: rows of messages (or text) whose
/// prompt alone, with the generation prompt, is not the beginning of the whole row. The first rows
/// only; rows without a prompt of their own cannot be checked.
nlohmann::json templateFindings(const std::vector<nlohmann::ordered_json>& rows,
                                const RowEncoder& encoder);

} // namespace tiebreak
