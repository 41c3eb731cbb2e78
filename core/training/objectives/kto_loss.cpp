#include "training/objectives/kto_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/where.h>
#include <algorithm>

namespace tiebreak {

at::Tensor ktoLoss(const KtoInputs& in, const KtoOptions& options) {
    const at::Tensor advantage = options.beta * (in.logps - in.referenceLogps - in.kl); // [B]
    const at::Tensor good = options.desirableWeight * (1 - at::sigmoid(advantage));
    const at::Tensor bad = options.undesirableWeight * (1 - at::sigmoid(-advantage));
    return at::where(in.desirable, good, bad);
}

double ktoKl(const at::Tensor& logps, const at::Tensor& referenceLogps) {
    return std::max(0.0, (logps - referenceLogps).mean().item<double>());
}

} // namespace tiebreak
