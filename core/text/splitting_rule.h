// The names that GGUF (tokenizer.ggml.pre) has for the ways of cutting text into words before
// byte-level BPE. Pure function, any thread.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>
#include <string>

namespace tiebreak {

/// The name of a tokenizer.json's pre_tokenizer, "llama-bpe" for example; Unsupported where there
/// is none.
Result<std::string> splittingRuleName(const nlohmann::json& preTokenizer);

} // namespace tiebreak
