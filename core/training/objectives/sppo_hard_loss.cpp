#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/square.h>

namespace tiebreak {

at::Tensor sppoHardLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const double target = 0.5 / options.beta;
    return at::square(chosenLogRatio(in) - target) + at::square(rejectedLogRatio(in) + target);
}

} // namespace tiebreak
