// tokenizer.ggml.pre: what a GGUF's name for a way of cutting text into words stands for, in the
// words of tokenizer.json as the models of that name publish it. Pure function, any thread.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

struct GgufWords {
    nlohmann::json normalizer; ///< null: none
    nlohmann::json preTokenizer;
    bool ignoreMerges = false;
    bool addBos = false; ///< where the file does not say
};

/// Unsupported with the list of names that are known.
Result<GgufWords> ggufWords(const std::string& pre);

} // namespace tiebreak
