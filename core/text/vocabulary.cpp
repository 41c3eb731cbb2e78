#include "text/vocabulary.h"

#include "text/byte_stream.h"
#include "text/unicode_class.h"
#include "text/utf8.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace tiebreak {

std::optional<TokenId> findToken(const TokenMap& ids, std::string_view piece) {
    const auto found = ids.find(piece);
    return found == ids.end() ? std::nullopt : std::optional(found->second);
}

ByteTokens byteTokensOf(const TokenMap& ids) {
    ByteTokens tokens;
    for (unsigned byte = 0; byte < tokens.size(); ++byte) {
        char name[8];
        std::snprintf(name, sizeof name, "<0x%02X>", byte);
        tokens[byte] = findToken(ids, name);
    }
    return tokens;
}

void Vocabulary::add(std::string piece, std::string text, bool isSpecial) {
    ids.emplace(piece, static_cast<TokenId>(pieces.size()));
    pieces.push_back(std::move(piece));
    bytes.push_back(std::move(text));
    special.push_back(isSpecial);
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

/// The character that ends before `end`.
char32_t characterBefore(std::string_view text, std::size_t end) {
    std::size_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        --at;
    return characterAt(text, at).codePoint;
}

bool standsAlone(std::string_view text, std::size_t begin, std::size_t end) {
    return (begin == 0 || !isWord(characterBefore(text, begin))) &&
           (end == text.size() || !isWord(characterAt(text, end).codePoint));
}

std::size_t whitespaceBefore(std::string_view text, std::size_t begin, std::size_t from) {
    while (begin > from && isWhitespace(characterBefore(text, begin))) {
        do
            --begin;
        while (begin > from && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80);
    }
    return begin;
}

std::size_t whitespaceBehind(std::string_view text, std::size_t end) {
    while (end < text.size()) {
        const auto next = characterAt(text, end);
        if (!isWhitespace(next.codePoint))
            break;
        end += next.bytes;
    }
    return end;
}

} // namespace

AddedTokenFinder::AddedTokenFinder(std::vector<AddedToken> tokens) {
    std::stable_sort(tokens.begin(), tokens.end(),
                     [](const auto& a, const auto& b) { return a.text.size() > b.text.size(); });
    for (auto& token : tokens)
        if (!token.text.empty())
            m_tokens[static_cast<unsigned char>(token.text.front())].push_back(std::move(token));
}

const AddedToken* AddedTokenFinder::longestAt(std::string_view text) const {
    for (const auto& token : m_tokens[static_cast<unsigned char>(text.front())])
        if (text.starts_with(token.text))
            return &token;
    return nullptr;
}

std::optional<AddedTokenFinder::Found>
AddedTokenFinder::find(std::string_view text, std::size_t from, bool parseSpecial) const {
    for (std::size_t at = from; at < text.size();) {
        const auto* token = longestAt(text.substr(at));
        const auto end = at + (token ? token->text.size() : 1);
        const bool counts = token && (parseSpecial || !token->special) &&
                            (!token->singleWord || standsAlone(text, at, end));
        if (counts)
            return Found{token->stripLeft ? whitespaceBefore(text, at, from) : at,
                         token->stripRight ? whitespaceBehind(text, end) : end, token->id};
        at = end;
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
    const auto all = stream(keepSpecial);
    std::string text;
    for (const auto id : ids)
        text += all->push(id);
    return text + all->finish();
}

std::unique_ptr<TextStream> VocabularyTokenizer::stream(bool keepSpecial) const {
    return std::make_unique<ByteStream>(m_vocabulary, keepSpecial);
}

std::string VocabularyTokenizer::piece(TokenId id) const {
    return m_vocabulary.contains(id) ? m_vocabulary.pieces[static_cast<std::size_t>(id)]
                                     : std::string();
}

bool VocabularyTokenizer::isSpecial(TokenId id) const {
    return m_vocabulary.contains(id) && m_vocabulary.special[static_cast<std::size_t>(id)];
}

} // namespace tiebreak
