// Putting a model's tokenizer into a Hugging Face folder: the files of a folder as they are, a
// GGUF's vocabulary as tokenizer.json and tokenizer_config.json that transformers reads. Free
// function, any thread.
#pragma once

#include "base/result.h"

#include <filesystem>

namespace tiebreak {

/// `source` is K of the contract (a folder, GGUF, tokenizer.json or sentencepiece .model); one
/// without a tokenizer writes nothing. `folder` must exist.
Status saveTokenizer(const std::filesystem::path& source, const std::filesystem::path& folder);

} // namespace tiebreak
