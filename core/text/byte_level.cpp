#include "text/byte_level.h"

#include "text/utf8.h"

#include <array>
#include <unordered_map>

namespace tiebreak {

namespace {

/// Printable Latin-1 bytes stand for themselves, the others for U+0100 and on, in order.
struct Alphabet {
    std::array<std::string, 256> characterOf;
    std::unordered_map<std::string, char> byteOf;

    Alphabet() {
        char32_t next = 0x100;
        for (unsigned byte = 0; byte < 256; ++byte) {
            const bool printable = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte != 0xAD);
            appendUtf8(characterOf[byte], printable ? byte : next++);
            byteOf[characterOf[byte]] = static_cast<char>(byte);
        }
    }
};

const Alphabet& alphabet() {
    static const Alphabet instance;
    return instance;
}

} // namespace

std::string toByteLevel(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes)
        text += alphabet().characterOf[static_cast<unsigned char>(byte)];
    return text;
}

std::optional<std::string> fromByteLevel(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = characterLength(text, at);
        const auto found = alphabet().byteOf.find(std::string(text.substr(at, length)));
        if (found == alphabet().byteOf.end())
            return std::nullopt;
        bytes.push_back(found->second);
        at += length;
    }
    return bytes;
}

} // namespace tiebreak
