// The update of PPO over one rollout: epochs of minibatches, clipped policy and value loss. The
// trainer's thread.
#pragma once

#include "protocol/run_config.h"
#include "training/optim/update_weights.h"
#include "training/ppo/rollout.h"
#include "training/ppo/value_head.h"
#include "training/run/trainer.h"

namespace tiebreak {

/// Means over the tokens of all minibatches of all epochs; padding never counts.
struct PpoUpdateMetrics {
    double policyLoss = 0, valueLoss = 0, approxKl = 0, policyClip = 0, valueClip = 0;
    double entropy = 0, ratio = 0, ratioVariance = 0, gradNorm = 0;
    double loss = 0; ///< of the last minibatch
};

struct PpoUpdateInputs {
    const Decoder& policy;
    const ValueHead& valueHead;
    const Rollout& rollout;
    const PpoConfig& settings;
    UpdateSettings update;
    std::uint64_t seed;        ///< of the minibatches' order
    std::int64_t tokensAtOnce; ///< of one forward pass
};

struct PpoUpdateOutcome {
    PpoUpdateMetrics metrics;
    std::int64_t applied = 0;     ///< minibatches that changed the weights
    std::optional<Error> failure; ///< NonFinite: the minibatch was not applied, earlier ones were
};

Result<PpoUpdateOutcome> ppoUpdate(const PpoUpdateInputs& in, AdamW& optimizer,
                                   const BetweenMicroBatches& between);

} // namespace tiebreak
