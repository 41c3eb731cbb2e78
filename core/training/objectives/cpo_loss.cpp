#include "training/objectives/free_pair_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>

namespace tiebreak {

FreePairLosses cpoLoss(const FreePairInputs& in, const CpoOptions& options) {
    const at::Tensor chosen = options.beta * in.chosenLogps;     // [B]
    const at::Tensor rejected = options.beta * in.rejectedLogps; // [B]
    const at::Tensor margin = chosen - rejected;
    const at::Tensor preference = -(1 - options.labelSmoothing) * at::log_sigmoid(margin) -
                                  options.labelSmoothing * at::log_sigmoid(-margin);
    if (options.alpha == 0)
        return {preference, chosen, rejected, {}, {}};
    const at::Tensor nll = -in.chosenLogps / in.meanNllTokens;
    return {preference + options.alpha * nll, chosen, rejected, nll, {}};
}

} // namespace tiebreak
