// What one PPO step learns from: episodes drawn from the policy, with the numbers of the moment they were drawn.
// Plain values.
#pragma once

#include "training/ppo/episode_batch.h"

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// Tables are [B, R] float32 on the CPU, 0 where there is no token.
struct Rollout {
    std::vector<Episode> episodes;
    at::Tensor mask;       ///< [B, R] bool
    at::Tensor logps;      ///< log π at the rollout
    at::Tensor reference;  ///< log π_ref
    at::Tensor values;     ///< V at the rollout
    at::Tensor kl;         ///< per-token estimate
    at::Tensor scores;     ///< [B] rewards of whole responses
    at::Tensor rewards;    ///< per token, with KL penalty and score
    at::Tensor advantages; ///< whitened
    at::Tensor returns;
    double klCoefficient = 0; ///< this step used
};

} // namespace tiebreak
