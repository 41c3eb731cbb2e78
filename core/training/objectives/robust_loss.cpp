#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>

namespace tiebreak {

at::Tensor robustLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const auto scores = divergenceScores(in, options);
    const at::Tensor logits = options.beta * (scores.chosen - scores.rejected); // [B]
    const double flip = options.labelSmoothing;
    return ((flip - 1) * at::log_sigmoid(logits) + flip * at::log_sigmoid(-logits)) /
           (1 - 2 * flip);
}

} // namespace tiebreak
