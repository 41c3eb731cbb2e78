// Texts that end a repetition for DRY, as the token sequences that spell them. Immutable, shared by
// responses, any thread.
#pragma once

#include "text/tokenizer.h"

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tiebreak {

class DryBreakers {
public:
    /// A first token and what must follow it (nothing, for most).
    explicit DryBreakers(const std::vector<std::vector<TokenId>>& sequences);
    /// Tokens that hold one of `texts`, and those that end with its beginning, with the tokens of
    /// its rest.
    static DryBreakers spelling(const std::vector<std::string>& texts, const Tokenizer& tokenizer,
                                std::int64_t vocabulary);

    /// How many of the last tokens follow the last breaker; all of them when there is none.
    std::size_t unbrokenEnd(std::span<const TokenId> tokens) const;
    /// This token alone is a breaker.
    bool breaks(TokenId id) const;

private:
    using Tails = std::vector<std::vector<TokenId>>;
    std::unordered_map<TokenId, Tails> m_tails; ///< by first token
};

} // namespace tiebreak
