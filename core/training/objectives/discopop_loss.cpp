#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/sigmoid.h>

namespace tiebreak {

at::Tensor discopopLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    const auto scores = divergenceScores(in, options);
    const at::Tensor logits = options.beta * (scores.chosen - scores.rejected); // [B]
    const at::Tensor blend = at::sigmoid(logits / options.discopopTau);
    return (1 - blend) * -at::log_sigmoid(logits) + blend * at::exp(-logits);
}

} // namespace tiebreak
