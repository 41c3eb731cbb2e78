#include "text/precompiled_map.h"

#include "text/unicode_class.h"

#include <cstring>
#include <utf8proc.h>

namespace tiebreak {

namespace {

constexpr std::size_t kMostReplacement = 256; // bytes; sentencepiece's own tables stay below 40

Error bad(std::string message) {
    return Error{ErrorCode::BadFile, "precompiled_charsmap: " + std::move(message)};
}

/// The trie's unit, as darts-clone packs it.
struct Unit {
    std::uint32_t bits;
    bool hasLeaf() const { return (bits >> 8 & 1) != 0; }
    std::uint32_t value() const { return bits & 0x7FFFFFFF; }
    std::uint32_t label() const { return bits & 0x800000FF; }
    std::size_t offset() const { return std::size_t{bits >> 10} << ((bits & 0x200) >> 6); }
};

/// Bytes of the grapheme cluster that `text` begins with.
std::size_t clusterLength(std::string_view text) {
    utf8proc_int32_t state = 0;
    auto before = characterAt(text, 0);
    std::size_t at = before.bytes;
    while (at < text.size()) {
        const auto next = characterAt(text, at);
        if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before.codePoint),
                                             static_cast<utf8proc_int32_t>(next.codePoint), &state))
            break;
        at += next.bytes;
        before = next;
    }
    return at;
}

} // namespace

Result<PrecompiledMap> PrecompiledMap::parse(std::string_view bytes) {
    PrecompiledMap map;
    if (bytes.empty())
        return map;
    std::uint32_t trieBytes = 0;
    if (bytes.size() < sizeof trieBytes)
        return bad("shorter than its length field");
    std::memcpy(&trieBytes, bytes.data(), sizeof trieBytes);
    const auto rest = bytes.substr(sizeof trieBytes);
    if (trieBytes == 0 || trieBytes % 4 != 0 || trieBytes >= rest.size())
        return bad("trie of " + std::to_string(trieBytes) + " bytes in " +
                   std::to_string(rest.size()));
    map.m_units.resize(trieBytes / 4);
    std::memcpy(map.m_units.data(), rest.data(), trieBytes);
    map.m_replacements = std::string(rest.substr(trieBytes)) + '\0';
    for (std::size_t at = 0; at < map.m_replacements.size();) {
        const auto length = std::strlen(map.m_replacements.data() + at);
        if (length > kMostReplacement)
            return bad("a replacement of " + std::to_string(length) + " bytes, above the limit " +
                       std::to_string(kMostReplacement));
        at += length + 1;
    }
    return map;
}

const char* PrecompiledMap::find(std::string_view text) const {
    if (m_units.empty())
        return nullptr;
    std::size_t node = Unit{m_units[0]}.offset();
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        node ^= byte;
        if (byte == 0 || node >= m_units.size())
            return nullptr;
        const Unit unit{m_units[node]};
        if (unit.label() != byte)
            return nullptr;
        node ^= unit.offset();
        if (unit.hasLeaf()) {
            const auto place = node < m_units.size() ? Unit{m_units[node]}.value() : UINT32_MAX;
            return place < m_replacements.size() ? m_replacements.data() + place : nullptr;
        }
    }
    return nullptr;
}

void PrecompiledMap::append(std::string_view cluster, std::string& result) const {
    constexpr std::size_t kWholeBelow = 6;
    if (cluster.size() < kWholeBelow) {
        if (const auto* whole = find(cluster)) {
            result += whole;
            return;
        }
    }
    for (std::size_t at = 0; at < cluster.size();) {
        const auto character = cluster.substr(at, characterAt(cluster, at).bytes);
        if (const auto* replacement = find(character))
            result += replacement;
        else
            result += character;
        at += character.size();
    }
}

std::string PrecompiledMap::normalize(std::string_view text) const {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto cluster = text.substr(at, clusterLength(text.substr(at)));
        append(cluster, result);
        at += cluster.size();
    }
    return result;
}

Result<std::string> decodeBase64(std::string_view text) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0)
        return bad("base64 of " + std::to_string(text.size()) +
                   " characters, expected a multiple of 4");
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto value = kAlphabet.find(text[at]);
        if (value == kAlphabet.npos)
            return bad("character " + std::to_string(at) + " is outside the base64 alphabet");
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>(bits >> count & 0xFF));
        }
    }
    return bytes;
}

} // namespace tiebreak
