// Which bytes of a text each of its tokens stands for, found by laying the tokens' own bytes along
// the text. Pure function, any thread.
#pragma once

#include "base/result.h"
#include "text/tokenizer.h"

#include <string_view>
#include <utility>
#include <vector>

namespace tiebreak {

using ByteRange = std::pair<std::size_t, std::size_t>; ///< [begin, end)

/// `ids` is what the tokenizer made of `text` with nothing added. A blank that a token brings with
/// it (a dummy prefix) and white space that no token stands for are allowed; Unsupported where the
/// tokenizer changes the text in other ways.
Result<std::vector<ByteRange>> tokenSpans(const Tokenizer& tokenizer, std::string_view text,
                                          const std::vector<std::int64_t>& ids);

/// True for each token that holds a byte of one of the ranges, as transformers marks the words of
/// the assistant.
std::vector<bool> tokensInside(const std::vector<ByteRange>& tokens,
                               const std::vector<ByteRange>& ranges);

} // namespace tiebreak
