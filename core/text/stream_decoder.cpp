#include "text/stream_decoder.h"

#include "text/utf8.h"

namespace tiebreak {

StreamDecoder::StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool keepSpecial)
    : m_tokenizer(std::move(tokenizer))
    , m_keepSpecial(keepSpecial) {}

std::string StreamDecoder::push(TokenId id) {
    auto bytes = m_tokenizer->tokenBytes(id, m_keepSpecial);
    if (m_first && !bytes.empty()) {
        m_first = false;
        if (m_tokenizer->stripsLeadingSpace() && bytes.front() == ' ' &&
            !m_tokenizer->isSpecial(id))
            bytes.erase(0, 1);
    }
    m_pending += bytes;
    const auto complete = completeLength(m_pending);
    auto text = validUtf8(std::string_view(m_pending).substr(0, complete));
    m_pending.erase(0, complete);
    return text;
}

std::string StreamDecoder::finish() {
    auto text = validUtf8(m_pending);
    m_pending.clear();
    return text;
}

} // namespace tiebreak
