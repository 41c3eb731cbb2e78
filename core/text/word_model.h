// How one word becomes tokens, once the pre-tokenizers have cut it out: the "model" of
// tokenizer.json. Immutable, any thread.
#pragma once

#include "base/result.h"
#include "text/tokenizer.h"

namespace tiebreak {

class WordModel {
public:
    virtual ~WordModel() = default;
    /// Appends the tokens of a word of valid UTF-8. BadFile where a part has no token and the
    /// vocabulary no unknown one.
    virtual Status encode(std::string_view word, std::vector<TokenId>& ids) const = 0;
};

} // namespace tiebreak
