#include "text/bpe_model.h"

#include "text/utf8.h"

#include <algorithm>

namespace tiebreak {

namespace {

std::uint64_t pairKey(TokenId left, TokenId right) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 |
           static_cast<std::uint32_t>(right);
}

} // namespace

Status MergeTable::add(const TokenMap& ids, std::string_view left, std::string_view right,
                       std::size_t prefixBytes) {
    const auto a = findToken(ids, left);
    const auto b = findToken(ids, right);
    const auto rest = right.substr(std::min(prefixBytes, right.size()));
    const auto both = findToken(ids, std::string(left).append(rest));
    if (!a || !b || !both)
        return Error{ErrorCode::BadFile, "merge '" + std::string(left.substr(0, 64)) + " " +
                                             std::string(right.substr(0, 64)) +
                                             "': a part or the result is not in the vocabulary"};
    m_merges.insert_or_assign(pairKey(*a, *b), BpeMerge{static_cast<double>(m_added++), *both});
    return {};
}

std::optional<BpeMerge> MergeTable::find(TokenId left, TokenId right) const {
    const auto found = m_merges.find(pairKey(left, right));
    return found == m_merges.end() ? std::nullopt : std::optional(found->second);
}

BpeModel::BpeModel(TokenMap ids, MergeTable merges, BpeOptions options)
    : m_ids(std::move(ids))
    , m_merges(std::move(merges))
    , m_options(std::move(options))
    , m_byteTokens(byteTokensOf(m_ids)) {}

/// The bytes of a character without a token of its own, if all of them have one. `written` is the
/// character with its prefix and suffix.
bool BpeModel::appendBytes(std::string_view written, std::string_view character,
                           std::vector<BpeSymbol>& symbols) const {
    const auto byteToken = [&](char byte) -> const std::optional<TokenId>& {
        return m_byteTokens[static_cast<unsigned char>(byte)];
    };
    if (!std::all_of(written.begin(), written.end(),
                     [&](char byte) { return byteToken(byte).has_value(); }))
        return false;
    for (std::size_t k = 0; k < written.size(); ++k)
        symbols.push_back({.text = character.substr(std::min(k, character.size() - 1), 1),
                           .id = *byteToken(written[k])});
    return true;
}

void BpeModel::appendUnknown(std::string_view character, std::optional<BpeSymbol>& unknown,
                             std::vector<BpeSymbol>& symbols) const {
    if (!m_options.unknown)
        return;
    if (unknown && m_options.fuseUnknown) {
        unknown->text = {unknown->text.data(), unknown->text.size() + character.size()};
        return;
    }
    if (unknown)
        symbols.push_back(*unknown);
    unknown = BpeSymbol{.text = character, .id = *m_options.unknown};
}

// An unknown character waits for the next known one, so that its neighbours can join it.
std::vector<BpeSymbol> BpeModel::symbolsOf(std::string_view word) const {
    std::vector<BpeSymbol> symbols;
    std::optional<BpeSymbol> unknown;
    for (std::size_t at = 0; at < word.size();) {
        const auto character = word.substr(at, characterLength(word, at));
        const bool last = at + character.size() == word.size();
        const auto written = (at > 0 ? m_options.continuingPrefix : "") + std::string(character) +
                             (last ? m_options.wordSuffix : "");
        at += character.size();
        if (const auto id = findToken(m_ids, written)) {
            if (unknown)
                symbols.push_back(*std::exchange(unknown, std::nullopt));
            symbols.push_back({.text = character, .id = *id});
        } else if (!m_options.byteFallback || !appendBytes(written, character, symbols)) {
            appendUnknown(character, unknown, symbols);
        }
    }
    if (unknown)
        symbols.push_back(*unknown);
    return symbols;
}

Status BpeModel::encode(std::string_view word, std::vector<TokenId>& ids) const {
    if (m_options.ignoreMerges)
        if (const auto whole = findToken(m_ids, word)) {
            ids.push_back(*whole);
            return {};
        }
    const auto find = [&](const BpeSymbol& left, const BpeSymbol& right) {
        return m_merges.find(left.id, right.id);
    };
    for (const auto& symbol : mergeSymbols(symbolsOf(word), find))
        ids.push_back(symbol.id);
    return {};
}

} // namespace tiebreak
