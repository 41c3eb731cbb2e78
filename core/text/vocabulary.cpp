#include "text/vocabulary.h"

#include "text/utf8.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace tiebreak {

std::optional<TokenId> Vocabulary::find(std::string_view piece) const {
    const auto found = ids.find(std::string(piece));
    return found == ids.end() ? std::nullopt : std::optional(found->second);
}

void Vocabulary::add(std::string piece, std::string text, bool isSpecial) {
    ids.emplace(piece, static_cast<TokenId>(pieces.size()));
    pieces.push_back(std::move(piece));
    bytes.push_back(std::move(text));
    special.push_back(isSpecial);
}

std::optional<std::vector<TokenId>> Vocabulary::byteTokens() const {
    std::vector<TokenId> tokens;
    for (unsigned byte = 0; byte < 256; ++byte) {
        char name[8];
        std::snprintf(name, sizeof name, "<0x%02X>", byte);
        const auto id = find(name);
        if (!id)
            return std::nullopt;
        tokens.push_back(*id);
    }
    return tokens;
}

std::optional<char> byteOfPiece(std::string_view piece) {
    if (piece.size() != 6 || !piece.starts_with("<0x") || piece.back() != '>')
        return std::nullopt;
    unsigned value = 0;
    const auto* end = piece.data() + 5;
    const auto parsed = std::from_chars(piece.data() + 3, end, value, 16);
    if (parsed.ec != std::errc() || parsed.ptr != end)
        return std::nullopt;
    return static_cast<char>(value);
}

namespace {

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || byte == '_' || (byte >= '0' && byte <= '9') ||
           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

bool standsAlone(std::string_view text, std::size_t begin, std::size_t end) {
    return (begin == 0 || !isWordByte(text[begin - 1])) &&
           (end == text.size() || !isWordByte(text[end]));
}

} // namespace

AddedTokenFinder::AddedTokenFinder(std::vector<AddedToken> tokens)
    : m_tokens(std::move(tokens))
    , m_opens(256, false) {
    std::erase_if(m_tokens, [](const AddedToken& token) { return token.text.empty(); });
    std::stable_sort(m_tokens.begin(), m_tokens.end(),
                     [](const auto& a, const auto& b) { return a.text.size() > b.text.size(); });
    for (const auto& token : m_tokens)
        m_opens[static_cast<unsigned char>(token.text.front())] = true;
}

std::optional<AddedTokenFinder::Found>
AddedTokenFinder::find(std::string_view text, std::size_t from, bool parseSpecial) const {
    for (std::size_t at = from; at < text.size(); ++at) {
        if (!m_opens[static_cast<unsigned char>(text[at])])
            continue;
        for (const auto& token : m_tokens) {
            if ((token.special && !parseSpecial) || !text.substr(at).starts_with(token.text))
                continue;
            std::size_t begin = at;
            std::size_t end = at + token.text.size();
            if (token.singleWord && !standsAlone(text, begin, end))
                continue;
            while (token.stripLeft && begin > from && isSpace(text[begin - 1]))
                --begin;
            while (token.stripRight && end < text.size() && isSpace(text[end]))
                ++end;
            return Found{begin, end, token.id};
        }
    }
    return std::nullopt;
}

VocabularyTokenizer::VocabularyTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added)
    : m_vocabulary(std::move(vocabulary))
    , m_added(std::move(added)) {}

Status VocabularyTokenizer::encodeParts(std::string_view text, bool parseSpecial,
                                        std::vector<TokenId>& ids) const {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto found = m_added.find(text, at, parseSpecial);
        const auto plainEnd = found ? found->begin : text.size();
        if (plainEnd > at)
            TB_TRY(encodePlain({text.substr(at, plainEnd - at), at == 0, parseSpecial}, ids));
        if (!found)
            break;
        ids.push_back(found->id);
        at = found->end;
    }
    return {};
}

Result<std::vector<TokenId>> VocabularyTokenizer::encode(std::string_view text,
                                                         EncodeOptions options) const {
    std::vector<TokenId> ids;
    if (options.addSpecial)
        ids = m_vocabulary.prefix;
    TB_TRY(encodeParts(validUtf8(text), options.parseSpecial, ids));
    if (options.addSpecial)
        ids.insert(ids.end(), m_vocabulary.suffix.begin(), m_vocabulary.suffix.end());
    return ids;
}

std::string VocabularyTokenizer::decode(std::span<const TokenId> ids, bool keepSpecial) const {
    std::string text;
    bool first = m_vocabulary.stripLeadingSpace;
    for (const auto id : ids) {
        auto bytes = tokenBytes(id, keepSpecial);
        if (first && !bytes.empty()) {
            if (bytes.front() == ' ' && !isSpecial(id))
                bytes.erase(0, 1);
            first = false;
        }
        text += bytes;
    }
    return validUtf8(text);
}

std::string VocabularyTokenizer::tokenBytes(TokenId id, bool keepSpecial) const {
    if (!m_vocabulary.contains(id) || (!keepSpecial && isSpecial(id)))
        return {};
    return m_vocabulary.bytes[static_cast<std::size_t>(id)];
}

std::string VocabularyTokenizer::piece(TokenId id) const {
    return m_vocabulary.contains(id) ? m_vocabulary.pieces[static_cast<std::size_t>(id)]
                                     : std::string();
}

bool VocabularyTokenizer::isSpecial(TokenId id) const {
    return m_vocabulary.contains(id) && m_vocabulary.special[static_cast<std::size_t>(id)];
}

} // namespace tiebreak
