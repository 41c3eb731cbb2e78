// Per-token estimators of KL(π ‖ π_ref) from tokens drawn from π (Schulman, "Approximating KL divergence",
// 2020), and the exact divergence of two distributions. Pure functions, any thread.
#pragma once

#include "base/result.h"

#include <ATen/core/Tensor.h>
#include <string_view>

namespace tiebreak {

enum class KlEstimator {
    K1, ///< log π − log π_ref: unbiased, any sign
    K3, ///< e^d − 1 − d with d = log π_ref − log π: unbiased, never negative
};

/// "k1" | "k3"
Result<KlEstimator> parseKlEstimator(std::string_view name);

/// Both log-probabilities of one shape; the estimate of every token in nats.
at::Tensor klEstimate(const at::Tensor& logps, const at::Tensor& referenceLogps, KlEstimator estimator);

/// Σ_v p_v (log p_v − log q_v) from float32 logits [M, V], never below 0 by more than rounding. // [M]
at::Tensor exactKl(const at::Tensor& logits, const at::Tensor& referenceLogits);

} // namespace tiebreak
