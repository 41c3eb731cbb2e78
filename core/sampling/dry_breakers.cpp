#include "sampling/dry_breakers.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace tiebreak {

namespace {

constexpr std::size_t kMostTextBytes = 40; // longer breakers would make the search slow
constexpr std::size_t kMostTailTokens = 20;

/// Where in `word` its end begins to spell `text`, for every such place: bytes of `text` spelt.
std::vector<std::size_t> beginningsAtTheEnd(std::string_view word, std::string_view text) {
    std::vector<std::size_t> lengths;
    for (std::size_t length = std::min(word.size(), text.size() - 1); length > 0; --length)
        if (word.ends_with(text.substr(0, length)))
            lengths.push_back(length);
    return lengths;
}

std::optional<std::vector<TokenId>> tailOf(std::string_view rest, const Tokenizer& tokenizer) {
    auto ids = tokenizer.encode(rest, {.addSpecial = false, .parseSpecial = false});
    if (!ids)
        return std::nullopt;
    ids->resize(std::min(ids->size(), kMostTailTokens));
    return std::move(*ids);
}

void addSpellings(TokenId id, std::string_view word, std::string_view text,
                  const Tokenizer& tokenizer, std::vector<std::vector<TokenId>>& sequences) {
    if (word.find(text) != std::string_view::npos) {
        sequences.push_back({id});
        return;
    }
    for (const std::size_t spelt : beginningsAtTheEnd(word, text))
        if (auto tail = tailOf(text.substr(spelt), tokenizer)) {
            tail->insert(tail->begin(), id);
            sequences.push_back(std::move(*tail));
        }
}

bool followedBy(std::span<const TokenId> after, const std::vector<TokenId>& tail) {
    return after.size() >= tail.size() && std::equal(tail.begin(), tail.end(), after.begin());
}

} // namespace

DryBreakers::DryBreakers(const std::vector<std::vector<TokenId>>& sequences) {
    for (const auto& sequence : sequences)
        m_tails[sequence.front()].emplace_back(sequence.begin() + 1, sequence.end());
}

DryBreakers DryBreakers::spelling(const std::vector<std::string>& texts, const Tokenizer& tokenizer,
                                  std::int64_t vocabulary) {
    std::vector<std::vector<TokenId>> sequences;
    const auto count = static_cast<TokenId>(std::min(vocabulary, tokenizer.size()));
    for (TokenId id = 0; id < count; ++id) {
        const std::string word = tokenizer.decode(std::span(&id, 1), true);
        for (const std::string& text : texts)
            addSpellings(id, word, std::string_view(text).substr(0, kMostTextBytes), tokenizer,
                         sequences);
    }
    return DryBreakers(sequences);
}

std::size_t DryBreakers::unbrokenEnd(std::span<const TokenId> tokens) const {
    for (std::size_t i = 0; i < tokens.size(); ++i) { // i tokens follow
        const auto found = m_tails.find(tokens[tokens.size() - 1 - i]);
        if (found == m_tails.end())
            continue;
        std::optional<std::size_t> longest;
        for (const auto& tail : found->second)
            if (followedBy(tokens.last(i), tail))
                longest = std::max(longest.value_or(0), tail.size());
        if (longest)
            return i - *longest;
    }
    return tokens.size();
}

bool DryBreakers::breaks(TokenId id) const {
    const auto found = m_tails.find(id);
    return found != m_tails.end() && std::any_of(found->second.begin(), found->second.end(),
                                                 [](const auto& tail) { return tail.empty(); });
}

} // namespace tiebreak
