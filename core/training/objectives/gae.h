// Generalised advantage estimation (Schulman et al., arXiv 1506.02438, eq. 16). Pure function, any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

struct GaeInputs {
    at::Tensor rewards; ///< [B, R] float32, 0 where `mask` is false
    at::Tensor values;  ///< [B, R] float32
    at::Tensor mask;    ///< [B, R] bool: real response tokens, from the left without gaps
    double gamma = 1;
    double lambda = 0.95;
};

struct GaeOutputs {
    at::Tensor advantages; ///< [B, R], 0 outside the mask
    at::Tensor returns;    ///< [B, R] = advantages + values, 0 outside the mask
};

/// δ_t = r_t + γ V_{t+1} − V_t, A_t = δ_t + γ λ A_{t+1}; after the last real token V and A are 0.
GaeOutputs gae(const GaeInputs& in);

} // namespace tiebreak
