#include "training/objectives/ppo_policy_loss.h"

#include "training/objectives/masked_statistics.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/square.h>
#include <ATen/ops/where.h>

namespace tiebreak {

PpoPolicyOutputs ppoPolicyLoss(const PpoPolicyInputs& in) {
    // Zero outside the mask, so that exp of what lies there cannot overflow into the gradient.
    const at::Tensor change = at::where(in.mask, in.logps - in.oldLogps, 0.0); // [B, R] log ρ
    const at::Tensor ratio = at::exp(change);                                  // [B, R]
    const at::Tensor plain = -in.advantages * ratio;
    const at::Tensor clipped = -in.advantages * at::clamp(ratio, 1 - in.clip, 1 + in.clip);
    PpoPolicyOutputs out;
    out.loss = meanOver(at::maximum(plain, clipped), in.mask);
    const auto mean = [&](const at::Tensor& values) {
        return meanOver(values.detach(), in.mask).item<double>();
    };
    out.clipFraction = mean(at::gt(clipped, plain).to(at::kFloat));
    out.approxKl = 0.5 * mean(at::square(change));
    out.ratio = mean(ratio);
    out.ratioVariance = mean(at::square(ratio - out.ratio));
    return out;
}

} // namespace tiebreak
