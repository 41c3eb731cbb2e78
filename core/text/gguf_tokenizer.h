// The vocabulary inside a GGUF file, as a tokenizer that runs or as parts that can be written as
// tokenizer.json. Free functions, any thread.
#pragma once

#include "files/gguf.h"
#include "text/tokenizer_parts.h"

namespace tiebreak {

/// Unsupported names tokenizer.ggml.model or .pre.
Result<std::shared_ptr<const Tokenizer>> loadGgufTokenizer(const GgufFile& file);

struct GgufTokenizerParts {
    TokenizerParts parts;
    TokenizerSettings settings; ///< its special tokens
};

/// A vocabulary of scores ("llama") comes as the merges that give the same result.
Result<GgufTokenizerParts> readGgufTokenizer(const GgufFile& file);

} // namespace tiebreak
