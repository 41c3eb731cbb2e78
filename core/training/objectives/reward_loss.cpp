#include "training/objectives/reward_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/square.h>

namespace tiebreak {

at::Tensor rewardLoss(const RewardLossInputs& in, const RewardLossOptions& options) {
    at::Tensor difference = in.chosen - in.rejected; // [B]
    if (in.margins.defined())
        difference = difference - in.margins;
    const at::Tensor loss = -at::log_sigmoid(difference);
    if (!options.centerCoefficient)
        return loss;
    return loss + *options.centerCoefficient * at::square(in.chosen + in.rejected);
}

} // namespace tiebreak
