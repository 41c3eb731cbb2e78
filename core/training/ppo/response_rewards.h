// What PPO's responses are worth: the weighted sum of run.json's `rewards`, functions of the text
// and reward models alike. Made once; the trainer's thread.
#pragma once

#include "training/run/policy_model.h"

#include <functional>
#include <string>
#include <vector>

namespace tiebreak {

/// What a reward sees of one response.
struct ScoredResponse {
    std::string prompt, response; ///< without special tokens
    std::vector<std::int64_t> promptIds;
    std::vector<std::int64_t> ids; ///< of the response, with the EOS that ended it
};
/// One number a response, in their order.
using ScoreResponses =
    std::function<Result<std::vector<double>>(const std::vector<ScoredResponse>&)>;

/// Loads the reward models. `conversations`: the prompts are messages, so a reward model sees what
/// the chat template writes after an answer, as it did in training. BadArgument names what is wrong
/// with an entry.
Result<ScoreResponses> makeResponseRewards(const RunConfig& config, const TextTools& text,
                                           bool conversations);

} // namespace tiebreak
