#include "text/utf8.h"

#include "files/byte_reader.h"

#include <algorithm>

namespace tiebreak {

namespace {

std::size_t promisedLength(unsigned char lead) {
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 1;
}

/// Whether `next` may be the second byte behind `lead`.
bool mayFollow(unsigned char lead, unsigned char next) {
    const unsigned char first = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char last = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return next >= first && next <= last;
}

/// How many bytes of the broken `character` begin one.
std::size_t begunLength(std::string_view character) {
    std::size_t length = 1;
    while (length < character.size()) {
        const auto next = static_cast<unsigned char>(character[length]);
        const bool fits = length == 1 ? mayFollow(static_cast<unsigned char>(character[0]), next)
                                      : next >= 0x80 && next <= 0xBF;
        if (!fits)
            break;
        ++length;
    }
    return length;
}

} // namespace

std::size_t characterLength(std::string_view text, std::size_t at) {
    return std::min(promisedLength(static_cast<unsigned char>(text[at])), text.size() - at);
}

std::string validUtf8(std::string_view text, InvalidBytes invalid) {
    if (isValidUtf8(text))
        return std::string(text);
    std::string valid;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = text.substr(at, characterLength(text, at));
        if (isValidUtf8(character)) {
            valid += character;
            at += character.size();
        } else {
            valid += "\xEF\xBF\xBD";
            at += invalid == InvalidBytes::EachByte ? 1 : begunLength(character);
        }
    }
    return valid;
}

std::size_t completeLength(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto at = text.size() - back;
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0xC0)
            return promisedLength(byte) > back ? at : text.size();
        if (byte < 0x80)
            break;
    }
    return text.size();
}

void appendUtf8(std::string& text, char32_t codePoint) {
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (codePoint < 0x80)
        return put(codePoint);
    if (codePoint < 0x800) {
        put(0xC0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
        put(0xE0 | (codePoint >> 12));
        put(0x80 | ((codePoint >> 6) & 0x3F));
    } else {
        put(0xF0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3F));
        put(0x80 | ((codePoint >> 6) & 0x3F));
    }
    put(0x80 | (codePoint & 0x3F));
}

std::string replaceAll(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    std::size_t at = 0;
    while (!from.empty()) {
        const auto found = text.find(from, at);
        if (found == std::string_view::npos)
            break;
        result.append(text, at, found - at).append(to);
        at = found + from.size();
    }
    return result.append(text.substr(at));
}

} // namespace tiebreak
