// The names that GGUF (tokenizer.ggml.pre) has for the ways of cutting text into words before
// byte-level BPE. Pure function, any thread.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>
#include <string>

namespace tiebreak {

/// The name of a tokenizer.json's way of cutting, "llama-bpe" for example; where names differ only
/// in normalizer or in treatment of whole words, the nearest. Unsupported where there is none.
Result<std::string> splittingRuleName(const nlohmann::json& preTokenizer,
                                      const nlohmann::json& normalizer, bool ignoreMerges);

} // namespace tiebreak
