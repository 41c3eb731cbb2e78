// The clipped policy objective of PPO (Schulman et al., arXiv 1707.06347, eq. 7). Pure function, any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

struct PpoPolicyInputs {
    at::Tensor logps;      ///< [B, R] log π(a_t|s_t) now, with gradient
    at::Tensor oldLogps;   ///< [B, R] at the rollout
    at::Tensor advantages; ///< [B, R]
    at::Tensor mask;       ///< [B, R] bool
    double clip = 0.2;
};

struct PpoPolicyOutputs {
    at::Tensor loss;         ///< scalar: mean of max(−A ρ, −A clip(ρ, 1 ± clip))
    double clipFraction = 0; ///< share of tokens where the clipped term is the larger
    double approxKl = 0;     ///< ½ mean (log ρ)², the estimator k2 of old against new
    double ratio = 1;        ///< mean ρ
    double ratioVariance = 0;
};

PpoPolicyOutputs ppoPolicyLoss(const PpoPolicyInputs& in);

} // namespace tiebreak
