// What lies beside a tokenizer in a Hugging Face folder and is laid over it. Plain data; free
// function, any thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace tiebreak {

struct TokenizerSettings {
    std::optional<bool> addBos; ///< empty: as the tokenizer itself does
    std::optional<bool> addEos;
    std::string bos, eos, pad; ///< the tokens' strings; empty: the tokenizer's own
};

/// Out of tokenizer_config.json; tokens it does not name come from special_tokens_map.json. Files
/// that are not there give no settings.
Result<TokenizerSettings> readTokenizerSettings(const std::filesystem::path& folder);

} // namespace tiebreak
