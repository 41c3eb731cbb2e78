#include "text/stream_decoder.h"

namespace tiebreak {

StreamDecoder::StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool keepSpecial)
    : m_tokenizer(std::move(tokenizer))
    , m_stream(m_tokenizer->stream(keepSpecial)) {}

StreamDecoder::StreamDecoder(const StreamDecoder& other)
    : m_tokenizer(other.m_tokenizer)
    , m_stream(other.m_stream->copy()) {}

StreamDecoder& StreamDecoder::operator=(const StreamDecoder& other) {
    if (this != &other) {
        m_tokenizer = other.m_tokenizer;
        m_stream = other.m_stream->copy();
    }
    return *this;
}

std::string StreamDecoder::push(TokenId id) {
    return m_stream->push(id);
}

std::string StreamDecoder::pending() const {
    return m_stream->pending();
}

std::string StreamDecoder::finish() {
    return m_stream->finish();
}

} // namespace tiebreak
