#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/sigmoid.h>
#include <cmath>

namespace tiebreak {

at::Tensor exoPairLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const auto scores = divergenceScores(in, options);
    const at::Tensor logits = options.beta * (scores.chosen - scores.rejected); // [B]
    const double preferred = std::log1p(-options.labelSmoothing);
    const double other = std::log(options.labelSmoothing);
    return at::sigmoid(logits) * (at::log_sigmoid(logits) - preferred) +
           at::sigmoid(-logits) * (at::log_sigmoid(-logits) - other);
}

} // namespace tiebreak
