#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>

namespace tiebreak {

at::Tensor sigmoidNormLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const auto scores = divergenceScores(in, options);
    return -at::log_sigmoid(options.beta * (scores.chosen / in.chosenLengths -
                                            scores.rejected / in.rejectedLengths));
}

} // namespace tiebreak
