#include "text/score_bpe_tokenizer.h"

#include "text/bpe_merge.h"
#include "text/utf8.h"

#include <algorithm>

namespace tiebreak {

ScoreBpeTokenizer::ScoreBpeTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added,
                                     std::vector<float> scores, bool addSpacePrefix)
    : VocabularyTokenizer(std::move(vocabulary), std::move(added))
    , m_scores(std::move(scores))
    , m_addSpacePrefix(addSpacePrefix)
    , m_byteTokens(byteTokensOf(this->vocabulary().ids)) {}

// A stretch after a special token gets the space prefix too, so stretch.first does not matter here.
Status ScoreBpeTokenizer::encodePlain(const Stretch& stretch, std::vector<TokenId>& ids) const {
    const std::string text(stretch.text);
    const std::string spaced =
        replaceAll(m_addSpacePrefix ? " " + text : text, " ", "\xE2\x96\x81");
    std::vector<BpeSymbol> symbols;
    for (std::size_t at = 0; at < spaced.size();) {
        const auto character = std::string_view(spaced).substr(at, characterLength(spaced, at));
        symbols.push_back({.text = character, .id = vocabulary().find(character).value_or(-1)});
        at += character.size();
    }
    const auto find = [&](const BpeSymbol& left,
                          const BpeSymbol& right) -> std::optional<BpeMerge> {
        const auto id = vocabulary().find({left.text.data(), left.text.size() + right.text.size()});
        if (!id)
            return std::nullopt;
        return BpeMerge{-static_cast<double>(m_scores[static_cast<std::size_t>(*id)]), *id};
    };
    for (const auto& symbol : mergeSymbols(std::move(symbols), find)) {
        if (symbol.id >= 0)
            ids.push_back(symbol.id);
        else
            appendUnknown(symbol.text, ids);
    }
    return {};
}

/// A character without a token is its bytes, or the unknown token.
void ScoreBpeTokenizer::appendUnknown(std::string_view character, std::vector<TokenId>& ids) const {
    const auto byteToken = [&](char byte) -> const std::optional<TokenId>& {
        return m_byteTokens[static_cast<unsigned char>(byte)];
    };
    if (std::all_of(character.begin(), character.end(),
                    [&](char byte) { return byteToken(byte).has_value(); }))
        for (const char byte : character)
            ids.push_back(*byteToken(byte));
    else if (vocabulary().unknown)
        ids.push_back(*vocabulary().unknown);
}

} // namespace tiebreak
