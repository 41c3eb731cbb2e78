#include "training/objectives/bco_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/where.h>

namespace tiebreak {

at::Tensor bcoLoss(const BcoInputs& in, double beta) {
    const at::Tensor advantage = beta * (in.logps - in.referenceLogps) - in.shift; // [B]
    return -at::log_sigmoid(at::where(in.desirable, advantage, -advantage));
}

void RunningMean::add(const at::Tensor& values) {
    const auto added = static_cast<double>(values.numel());
    m_count += added;
    if (added > 0)
        m_mean += (values.to(at::kDouble).mean().item<double>() - m_mean) * added / m_count;
}

} // namespace tiebreak
