// Forbids the tokens that end a response until it has a given number of tokens. 0 is neutral.
#pragma once

#include "sampling/logits_processor.h"

#include <vector>

namespace tiebreak {

class MinNewTokens : public LogitsProcessor {
public:
    explicit MinNewTokens(std::int64_t least, std::vector<TokenId> endTokens);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    std::int64_t m_least;
    std::vector<TokenId> m_endTokens;
};

} // namespace tiebreak
