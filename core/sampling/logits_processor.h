// One rule that changes the scores of the next token before it is drawn. Works in place on one row;
// -infinity forbids a token. Built once a response, used by the thread that decodes.
#pragma once

#include "text/tokenizer.h"

#include <cstdint>
#include <limits>
#include <span>

namespace tiebreak {

inline constexpr float kForbidden = -std::numeric_limits<float>::infinity();

/// What a rule may look at besides the scores.
struct ProcessorContext {
    std::span<const TokenId> distinctTokens; ///< of prompt and response so far, each once
    std::int64_t newTokens = 0;              ///< tokens of the response so far
};

class LogitsProcessor {
public:
    virtual ~LogitsProcessor() = default;
    /// `scores` float32 [V]; at least one stays finite.
    virtual void apply(std::span<float> scores, const ProcessorContext& context) const = 0;
};

} // namespace tiebreak
