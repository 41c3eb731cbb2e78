// The known architectures: how each reads its config.json into a ModelConfig.
// Free functions, any thread.
#pragma once

#include "model/model_config.h"

namespace tiebreak {

/// Everything but the head and the special tokens; Unsupported names the model_type and what is
/// known.
Status readFamily(const nlohmann::json& config, ModelConfig& result);
/// "llama, mistral, …"
std::string knownArchitectures();
/// "LlamaForCausalLM" or "LlamaForSequenceClassification".
std::string className(const ModelConfig& config);

} // namespace tiebreak
