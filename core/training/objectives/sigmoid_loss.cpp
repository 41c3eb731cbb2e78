#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>

namespace tiebreak {

at::Tensor sigmoidLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const auto scores = divergenceScores(in, options);
    const at::Tensor logits = options.beta * (scores.chosen - scores.rejected); // [B]
    if (options.labelSmoothing == 0)
        return -at::log_sigmoid(logits);
    return -(1 - options.labelSmoothing) * at::log_sigmoid(logits) -
           options.labelSmoothing * at::log_sigmoid(-logits);
}

} // namespace tiebreak
