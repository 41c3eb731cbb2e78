// One rule that changes the scores of the next token before it is drawn. Works in place on one row;
// -infinity forbids a token. Built once a response, used by the thread that decodes.
#pragma once

#include "sampling/token_history.h"

#include <limits>
#include <span>

namespace tiebreak {

inline constexpr float kForbidden = -std::numeric_limits<float>::infinity();

class LogitsProcessor {
public:
    virtual ~LogitsProcessor() = default;
    /// `scores` float32 [V]. A rule that cuts off the improbable leaves at least one that was
    /// allowed.
    virtual void apply(std::span<float> scores, const TokenHistory& history) const = 0;
    /// `id` was drawn out of `scores`, which all rules have changed. For a rule that learns from
    /// it.
    virtual void drawn([[maybe_unused]] std::span<const float> scores,
                       [[maybe_unused]] TokenId id) {}
};

} // namespace tiebreak
