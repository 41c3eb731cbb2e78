#include "files/byte_reader.h"

namespace tiebreak {

Status ByteReader::need(std::uint64_t count, const char* what) const {
    if (count <= remaining())
        return {};
    return bad(std::string(what) + ": " + std::to_string(count) + " bytes wanted at offset " +
               std::to_string(m_position) + ", only " + std::to_string(remaining()) +
               " remain in the file");
}

Status ByteReader::skip(std::uint64_t count, const char* what) {
    TB_TRY(need(count, what));
    m_position += count;
    return {};
}

Result<std::string_view> ByteReader::readView(const char* what, std::uint64_t limit) {
    TB_ASSIGN(const auto length, read<std::uint64_t>(what));
    if (length > limit)
        return bad(std::string(what) + ": length " + std::to_string(length) +
                   " is above the limit " + std::to_string(limit));
    const auto* begin = reinterpret_cast<const char*>(m_bytes.data() + m_position);
    TB_TRY(skip(length, what));
    return std::string_view(begin, length);
}

Result<std::string> ByteReader::readString(const char* what, std::uint64_t limit) {
    TB_ASSIGN(const auto view, readView(what, limit));
    return std::string(view);
}

namespace {

/// Bytes of the sequence that `lead` opens; 0 for a byte that opens none.
int sequenceLength(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if ((lead & 0xF0) == 0xE0)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// Overlong forms, surrogates and code points past U+10FFFF show in the second byte.
bool isSecondByteAllowed(unsigned char lead, unsigned char second) {
    switch (lead) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second <= 0x9F;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second <= 0x8F;
    default:
        return true;
    }
}

} // namespace

bool isValidUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const auto length = static_cast<std::size_t>(sequenceLength(lead));
        if (length == 0 || at + length > text.size())
            return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(text[at + k]) & 0xC0) != 0x80)
                return false;
        if (length > 1 && !isSecondByteAllowed(lead, static_cast<unsigned char>(text[at + 1])))
            return false;
        at += length;
    }
    return true;
}

} // namespace tiebreak
