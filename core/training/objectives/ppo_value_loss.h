// The clipped value loss of PPO (as in OpenAI baselines and TRL). Pure function, any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

struct PpoValueInputs {
    at::Tensor values;    ///< [B, R] V(s_t) now, with gradient
    at::Tensor oldValues; ///< [B, R] at the rollout
    at::Tensor returns;   ///< [B, R]
    at::Tensor mask;      ///< [B, R] bool
    double clip = 0.2;
};

struct PpoValueOutputs {
    at::Tensor loss;         ///< scalar: ½ mean max((V − G)², (clip(V, V_old ± clip) − G)²)
    double clipFraction = 0; ///< share of tokens where the clipped term is the larger
};

PpoValueOutputs ppoValueLoss(const PpoValueInputs& in);

/// 1 − mean (V − G)² / Var(G): 1 is a perfect critic, 0 no better than the mean. `mask` [B, R] bool.
double explainedVariance(const at::Tensor& values, const at::Tensor& returns, const at::Tensor& mask);

} // namespace tiebreak
