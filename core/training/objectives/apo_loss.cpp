#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/sigmoid.h>

namespace tiebreak {

at::Tensor apoZeroLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    return 1 - at::sigmoid(options.beta * chosenLogRatio(in)) +
           at::sigmoid(options.beta * rejectedLogRatio(in));
}

at::Tensor apoDownLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const at::Tensor chosen = chosenLogRatio(in);
    return at::sigmoid(options.beta * chosen) + 1 -
           at::sigmoid(options.beta * (chosen - rejectedLogRatio(in)));
}

} // namespace tiebreak
