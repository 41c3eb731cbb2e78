// What an answer is worth to training: a number from its text, and the weighted sum of several such
// numbers as run.json asks for. Immutable after construction, so score is safe from any thread.
#pragma once

#include "base/result.h"
#include "protocol/run_config.h"

#include <memory>
#include <string_view>
#include <vector>

namespace tiebreak {

/// One answer as rewards see it.
struct RewardInput {
    std::string_view prompt;
    std::string_view completion; ///< without special tokens
    std::int64_t tokens = 0;     ///< of the completion, with the EOS that ended it
};

class RewardFunction {
public:
    virtual ~RewardFunction() = default;
    virtual double score(const RewardInput& input) const = 0;
};

/// One entry of run.json's `rewards`: `vader` (no keys of its own) or `length` {`target`, default
/// 32}. Another kind or key is BadArgument or Unsupported, naming it.
Result<std::unique_ptr<RewardFunction>> makeReward(const RewardConfig& config);

/// Σ_i weight_i · score_i over all entries; an empty list is BadArgument.
Result<std::unique_ptr<RewardFunction>> makeRewards(const std::vector<RewardConfig>& configs);

} // namespace tiebreak
