// Writing a decoder as a Hugging Face folder that transformers loads: config.json,
// generation_config.json, model.safetensors, and the tokenizer where the source has one.
// Free function; the decoder's thread.
#pragma once

#include "base/result.h"
#include "model/decoder.h"

#include <filesystem>

namespace tiebreak {

/// What makes a reward model of a decoder: …ForSequenceClassification with one label.
struct ScoreHeadFile {
    at::Tensor weight;       ///< [1, D]; undefined: no head, a language model
    std::int64_t padId = -1; ///< the token a row's score is read before
};

/// `tokenizer` is the folder, GGUF or file with the model's tokenizer (K of the contract). Weights
/// are written in the decoder's dtype (float32 where they are trainable). `folder` is made if need
/// be. With a head, the model has no output over the vocabulary of its own.
Status saveModel(const Decoder& decoder, const std::filesystem::path& tokenizer,
                 const std::filesystem::path& folder, const ScoreHeadFile& head = {});

} // namespace tiebreak
