// How many numbers a run trains, from the model's sizes alone. Pure function; reading the sizes blocks.
#pragma once

#include "model/model_config.h"
#include "protocol/run_config.h"

namespace tiebreak {

/// Sizes out of a GGUF file or a Hugging Face folder, no weights loaded.
Result<ModelConfig> readSizes(const std::filesystem::path& model);

/// LoRA: rank · (in + out) over the chosen layers. Full: every weight, a tied embedding once.
std::int64_t trainableCount(const ModelConfig& model, const std::optional<LoraConfig>& lora);

} // namespace tiebreak
