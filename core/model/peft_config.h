// adapter_config.json of PEFT: what of it Tiebreak knows, what it may ignore and what it must
// refuse. Free functions, any thread.
#pragma once

#include "model/lora.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

/// Keys that are null, false, empty or otherwise neutral are accepted whatever their name; one that
/// would change the mathematics is Unsupported by name.
Result<LoraOptions> loraOptionsFromPeft(const nlohmann::json& config);
/// As above, where `modules_to_save` may name the score head of a sequence classifier.
Result<LoraOptions> scoringOptionsFromPeft(const nlohmann::json& config);
nlohmann::json peftConfig(const LoraOptions& options, const std::string& base);

} // namespace tiebreak
