// Text of a growing token list that never ends in half a character. One per response, one thread.
#pragma once

#include "text/tokenizer.h"

namespace tiebreak {

class StreamDecoder {
public:
    explicit StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool keepSpecial = false);
    /// A copy goes on from here on its own.
    StreamDecoder(const StreamDecoder& other);
    StreamDecoder& operator=(const StreamDecoder& other);
    StreamDecoder(StreamDecoder&&) noexcept = default;
    StreamDecoder& operator=(StreamDecoder&&) noexcept = default;
    /// The new whole characters this token completes; may be empty.
    std::string push(TokenId id);
    /// What finish() would give now: text that a further token may still change.
    std::string pending() const;
    /// What is left at the end, broken bytes as U+FFFD.
    std::string finish();

private:
    std::shared_ptr<const Tokenizer> m_tokenizer;
    std::unique_ptr<TextStream> m_stream;
};

} // namespace tiebreak
