#include "text/byte_stream.h"

#include "text/utf8.h"

namespace tiebreak {

std::string ByteStream::push(TokenId id) {
    if (!m_vocabulary.contains(id))
        return {};
    const auto place = static_cast<std::size_t>(id);
    if (m_vocabulary.special[place] && !m_keepSpecial)
        return {};
    std::string_view bytes = m_vocabulary.bytes[place];
    if (m_stripSpace && !bytes.empty()) {
        if (bytes.front() == ' ' && !m_vocabulary.special[place])
            bytes.remove_prefix(1);
        m_stripSpace = false;
    }
    m_pending += bytes;
    const auto complete = completeLength(m_pending);
    auto text = validUtf8(std::string_view(m_pending).substr(0, complete));
    m_pending.erase(0, complete);
    return text;
}

std::string ByteStream::pending() const {
    return validUtf8(m_pending);
}

std::string ByteStream::finish() {
    auto text = pending();
    m_pending.clear();
    return text;
}

} // namespace tiebreak
