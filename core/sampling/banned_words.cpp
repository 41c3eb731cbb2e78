#include "sampling/banned_words.h"

#include <algorithm>

namespace tiebreak {

namespace {

bool endsWith(std::span<const TokenId> tokens, std::span<const TokenId> end) {
    return tokens.size() >= end.size() &&
           std::equal(end.begin(), end.end(),
                      tokens.end() - static_cast<std::ptrdiff_t>(end.size()));
}

} // namespace

BannedWords::BannedWords(std::vector<std::vector<TokenId>> sequences,
                         std::span<const TokenId> endTokens)
    : m_sequences(std::move(sequences)) {
    std::erase_if(m_sequences, [&](const std::vector<TokenId>& sequence) {
        return sequence.size() == 1 &&
               std::find(endTokens.begin(), endTokens.end(), sequence.front()) != endTokens.end();
    });
}

void BannedWords::apply(std::span<float> scores, const TokenHistory& history) const {
    for (const std::vector<TokenId>& sequence : m_sequences)
        if (endsWith(history.tokens(), std::span(sequence).first(sequence.size() - 1)))
            scores[static_cast<std::size_t>(sequence.back())] = kForbidden;
}

} // namespace tiebreak
