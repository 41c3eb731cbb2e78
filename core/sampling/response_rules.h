// What all responses of a model have in common. Plain values, any thread.
#pragma once

#include "text/tokenizer.h"

#include <memory>
#include <vector>

namespace tiebreak {

struct ResponseRules {
    std::vector<TokenId> endTokens; ///< below the vocabulary's size
    std::int64_t vocabulary = 0;
    std::int64_t context = 0;                   ///< tokens
    std::shared_ptr<const Tokenizer> tokenizer; ///< may be null
};

} // namespace tiebreak
