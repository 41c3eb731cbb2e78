#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/relu.h>

namespace tiebreak {

at::Tensor hingeLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const auto scores = divergenceScores(in, options);
    return at::relu(1 - options.beta * (scores.chosen - scores.rejected));
}

} // namespace tiebreak
