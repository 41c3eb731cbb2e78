#include "training/objectives/ppo_value_loss.h"

#include "training/objectives/masked_statistics.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/square.h>

namespace tiebreak {

PpoValueOutputs ppoValueLoss(const PpoValueInputs& in) {
    const at::Tensor clipped = at::minimum(at::maximum(in.values, in.oldValues - in.clip),
                                           in.oldValues + in.clip); // [B, R]
    const at::Tensor plainError = at::square(in.values - in.returns);
    const at::Tensor clippedError = at::square(clipped - in.returns);
    PpoValueOutputs out;
    out.loss = 0.5 * meanOver(at::maximum(plainError, clippedError), in.mask);
    out.clipFraction =
        meanOver(at::gt(clippedError, plainError).to(at::kFloat), in.mask).item<double>();
    return out;
}

double explainedVariance(const at::Tensor& values, const at::Tensor& returns, const at::Tensor& mask) {
    const double error = meanOver(at::square(values - returns), mask).item<double>();
    const double variance = varianceOver(returns, mask, false).item<double>();
    return variance > 0 ? 1 - error / variance : 0;
}

} // namespace tiebreak
