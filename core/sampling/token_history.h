// The tokens of prompt and response so far, and how often each occurred among the last of them. One
// a response or beam, used by the thread that decodes.
#pragma once

#include "text/tokenizer.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tiebreak {

struct Occurrence {
    TokenId id = 0;
    std::int32_t count = 0; ///< at least 1
};

/// Which tokens are counted.
struct CountOptions {
    std::int64_t vocabulary = 0; ///< 0: none are
    std::int64_t window = 0;     ///< only the last as many; 0: all
};

class TokenHistory {
public:
    explicit TokenHistory(std::span<const TokenId> prompt = {}, CountOptions counting = {});

    /// A token of the response.
    void push(TokenId id);

    std::span<const TokenId> tokens() const { return m_tokens; }
    /// Each token within the window once, in no order.
    std::span<const Occurrence> occurrences() const { return m_occurrences; }
    /// Tokens of the response.
    std::int64_t newTokens() const {
        return static_cast<std::int64_t>(m_tokens.size() - m_promptTokens);
    }

private:
    void count(std::size_t position);
    void enter(TokenId id);
    void leave(TokenId id);

    CountOptions m_counting;
    std::size_t m_promptTokens;
    std::vector<TokenId> m_tokens;
    std::vector<Occurrence> m_occurrences;
    std::vector<std::int32_t> m_places; ///< [V] in m_occurrences, -1: not there; only when counting
};

} // namespace tiebreak
