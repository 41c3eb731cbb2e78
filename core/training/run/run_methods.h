// The methods a run may have: what each reads and what trains on it. A new method is named here.
// Blocking; what is made belongs to the calling thread.
#pragma once

#include "training/data/preference_row.h"
#include "training/run/policy_model.h"
#include "training/run/trainer.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

namespace tiebreak {

/// The trainer of config.method over the run's data, with the rows of eval_data.
Result<std::unique_ptr<Trainer>> makeMethod(const RunConfig& config, PolicyModel policy,
                                            TextTools text);

/// The same over one batch of the longest rows alone (for PPO the longest prompts): what needs most
/// memory.
Result<std::unique_ptr<Trainer>> makeMethodOfLongest(const RunConfig& config, PolicyModel policy,
                                                     TextTools text);

/// The run's rows, encoded, without any weights.
struct RunRows {
    nlohmann::json report; ///< describe() of the method's data, with "steps"
    std::vector<PreferenceRow>
        pairs; ///< each row as prompt and completions; the second may be empty
};
Result<RunRows> readRunRows(const RunConfig& config, const TextTools& text);

} // namespace tiebreak
