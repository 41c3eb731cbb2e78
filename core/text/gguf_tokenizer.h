// The tokenizer that a GGUF file carries in its metadata. Free function, any thread.
#pragma once

#include "files/gguf.h"
#include "text/tokenizer.h"

namespace tiebreak {

/// Models gpt2 (by merges) and llama (by scores); others are Unsupported by name. NotFound without
/// vocabulary.
Result<std::shared_ptr<const Tokenizer>> loadGgufTokenizer(const GgufFile& file);

} // namespace tiebreak
