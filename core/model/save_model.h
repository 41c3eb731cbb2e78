// Writing a decoder as a Hugging Face folder that transformers loads: config.json,
// generation_config.json, model.safetensors, and the tokenizer where the source has one.
// Free function; the decoder's thread.
#pragma once

#include "base/result.h"
#include "model/decoder.h"

#include <filesystem>

namespace tiebreak {

/// `tokenizer` is the folder, GGUF or file with the model's tokenizer (K of the contract). Weights
/// are written in the decoder's dtype (float32 where they are trainable). `folder` is made if need
/// be.
Status saveModel(const Decoder& decoder, const std::filesystem::path& tokenizer,
                 const std::filesystem::path& folder);

} // namespace tiebreak
