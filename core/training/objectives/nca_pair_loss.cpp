#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>

namespace tiebreak {

at::Tensor ncaPairLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const at::Tensor chosen = options.beta * chosenLogRatio(in);
    const at::Tensor rejected = options.beta * rejectedLogRatio(in);
    return -at::log_sigmoid(chosen) - 0.5 * at::log_sigmoid(-chosen) -
           0.5 * at::log_sigmoid(-rejected);
}

} // namespace tiebreak
