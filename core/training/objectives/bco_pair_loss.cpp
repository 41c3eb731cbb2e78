#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>

namespace tiebreak {

at::Tensor bcoPairLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    return -at::log_sigmoid(options.beta * chosenLogRatio(in)) -
           at::log_sigmoid(-options.beta * rejectedLogRatio(in));
}

} // namespace tiebreak
