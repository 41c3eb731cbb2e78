#include "training/objectives/ppo_rewards.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/where.h>

namespace tiebreak {

at::Tensor ppoRewards(const PpoRewardInputs& in) {
    const at::Tensor penalty = at::where(in.mask, in.kl * -in.klCoefficient, 0.0); // [B, R]
    const at::Tensor last = in.mask.sum(1, true) - 1;                              // [B, 1]
    return penalty.scatter_add(1, last, in.scores.unsqueeze(1));
}

} // namespace tiebreak
