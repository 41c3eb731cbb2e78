#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/sort.h>

namespace tiebreak {

namespace {

at::Tensor sorted(const at::Tensor& values) { return std::get<0>(at::sort(values)); }

at::Tensor transportLoss(const at::Tensor& delta, const PreferenceOptions& options) {
    const at::Tensor logits = options.beta * delta; // [B]
    return -(1 - options.labelSmoothing) * at::log_sigmoid(logits) -
           options.labelSmoothing * at::log_sigmoid(-logits);
}

} // namespace

at::Tensor aotLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    return transportLoss(sorted(in.chosenLogps - in.rejectedLogps) -
                             sorted(in.referenceChosenLogps - in.referenceRejectedLogps),
                         options);
}

at::Tensor aotUnpairedLoss(const PreferenceInputs& in, const PreferenceOptions& options) {
    return transportLoss(sorted(chosenLogRatio(in)) - sorted(rejectedLogRatio(in)), options);
}

} // namespace tiebreak
