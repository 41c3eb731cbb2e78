// What the training loop asks of a method: its length, one step, its state. Implemented by DPO and
// PPO; the trainer's thread.
#pragma once

#include "base/result.h"
#include "training/optim/adamw.h"
#include "training/selftest/self_test_subject.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiebreak {

/// Called before every micro-batch: looks at control.json. An error ends the step without an
/// update; a step of several updates that has begun them ends with all of them, because weights
/// between two steps could not be gone on from.
using BetweenMicroBatches = std::function<Status()>;

struct StepOutcome {
    nlohmann::ordered_json line;  ///< the step's metrics without step and time
    std::optional<Error> failure; ///< NonFinite: the line is written, the update was not applied
    /// Cancelled or Paused came when half of the update was made: it was finished first.
    std::optional<Error> stop;
};

/// One fixed prompt answered by the policy; of a reward model one fixed response with its score.
struct ProbeAnswer {
    std::int64_t prompt = 0;
    std::uint64_t seed = 0;
    std::string promptText, text;
    std::vector<std::int64_t> ids;
    std::optional<double> kl; ///< Σ_t KL(π(·|s_t) ‖ π_ref(·|s_t)), nats; where there is a reference
    std::optional<double> reward; ///< where the method has one
};

using Metrics = std::vector<std::pair<std::string, double>>;

class Trainer {
public:
    virtual ~Trainer() = default;
    virtual std::int64_t totalSteps() const = 0;
    /// Everything of step 0, 1, …, with the weights' update.
    virtual Result<StepOutcome> step(std::int64_t step, const BetweenMicroBatches& between) = 0;
    /// Answers to the fixed prompts; empty where the run has none.
    virtual Result<std::vector<ProbeAnswer>> probe() = 0;
    /// Numbers on held-out rows under "eval_…", "eval_loss" among them; empty where the run has
    /// none. `step` is how many were made.
    virtual Result<Metrics> evaluate(std::int64_t /*step*/) { return Metrics(); }
    /// What the self-test before the first step works with; none by default.
    virtual SelfTestSubject selfTestSubject() { return {}; }

    /// False after an error between the updates of one step: the weights belong to no step and are
    /// not saved.
    virtual bool betweenSteps() const { return true; }
    virtual AdamW& optimizer() = 0;
    /// Trained parameters the model's own files do not hold.
    virtual NamedTensors extraParameters() const { return {}; }
    virtual nlohmann::json state() const = 0;
    virtual Status restore(const nlohmann::json& state) = 0;
    /// Tensors the trainer wants back after a resume, for example what it computed once and keeps.
    virtual NamedTensors stateTensors() const { return {}; }
    virtual Status restoreTensors(const NamedTensors&) { return {}; }
    /// Writes adapter or model into a checkpoint folder.
    virtual Status saveModel(const std::filesystem::path& folder) const = 0;
    virtual const char* checkpointKind() const = 0;
};

} // namespace tiebreak
