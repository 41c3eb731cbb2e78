// Negative log-likelihood of given tokens: what supervised fine-tuning lowers. Pure function, any
// thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// −Σ_m log p_m / `tokens`: cross-entropy (maximum likelihood; Radford et al. 2018, "Improving
/// language understanding by generative pre-training", eq. 1), a mean over all trained tokens of an
/// optimizer step, whatever part of them is given here. `logps` [M] float32, nats; `tokens` ≥ 1.
at::Tensor nllLoss(const at::Tensor& logps, double tokens);

} // namespace tiebreak
