#include "training/objectives/free_pair_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>

namespace tiebreak {

FreePairLosses simpoLoss(const FreePairInputs& in, const SimpoOptions& options) {
    const at::Tensor chosen = options.beta * in.chosenLogps / in.chosenLengths;       // [B]
    const at::Tensor rejected = options.beta * in.rejectedLogps / in.rejectedLengths; // [B]
    return {-at::log_sigmoid(chosen - rejected - options.gamma), chosen, rejected, {}, {}};
}

} // namespace tiebreak
