// Forbids the last token of a banned sequence where prompt and response end with all before it, as
// transformers' bad words do. A single token is always forbidden, unless it ends a response. No
// sequences is neutral.
#pragma once

#include "sampling/logits_processor.h"

#include <vector>

namespace tiebreak {

class BannedWords : public LogitsProcessor {
public:
    /// `sequences` of at least one token each, ids within the vocabulary.
    BannedWords(std::vector<std::vector<TokenId>> sequences, std::span<const TokenId> endTokens);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    std::vector<std::vector<TokenId>> m_sequences;
};

} // namespace tiebreak
