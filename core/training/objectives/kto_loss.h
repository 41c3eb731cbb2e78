// Kahneman–Tversky Optimization: single completions, each held to be good or bad. Pure function,
// any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

struct KtoInputs {
    at::Tensor logps;          ///< [B] float32, log π(y|x), summed over the completion
    at::Tensor referenceLogps; ///< [B] float32
    at::Tensor desirable;      ///< [B] bool
    double kl = 0;             ///< z of ktoKl()
};

struct KtoOptions {
    double beta = 0.1;
    double desirableWeight = 1;
    double undesirableWeight = 1;
};

/// w⁺ (1 − σ(β (c − z))) for a good completion, w⁻ (1 − σ(β (z − r))) for a bad one, c and r the
/// log-ratios to the reference (arXiv 2402.01306 eq. 7). // [B]
at::Tensor ktoLoss(const KtoInputs& in, const KtoOptions& options);

/// z = max(0, mean of log π − log π_ref over prompts with completions of other rows), nats, without
/// gradient (ibid., section 4.1). Both [B] float32.
double ktoKl(const at::Tensor& logps, const at::Tensor& referenceLogps);

} // namespace tiebreak
