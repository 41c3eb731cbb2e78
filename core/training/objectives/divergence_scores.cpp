#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_sigmoid.h>
#include <cmath>

namespace tiebreak {

namespace {

// As TRL bounds the exponent of the alpha divergence: e^80 is still a float32.
constexpr double kMaxExponent = 80;
// Nearer to 1 than this, the alpha divergence is its limit, the log-ratio itself.
constexpr double kAlphaLimit = 1e-6;

at::Tensor alphaScore(const at::Tensor& ratio, double alpha) {
    if (std::abs(alpha - 1) < kAlphaLimit)
        return ratio;
    return ((ratio * (alpha - 1)).clamp_max(kMaxExponent).exp() - 1) / (alpha - 1);
}

at::Tensor score(const at::Tensor& ratio, const PreferenceOptions& options) {
    if (options.fDivergence == "forward_kl")
        return 1 - (-ratio).exp();
    if (options.fDivergence == "js_divergence")
        return at::log_sigmoid(ratio) + std::log(2.0);
    if (options.fDivergence == "alpha_divergence")
        return alphaScore(ratio, options.fAlpha);
    return ratio;
}

} // namespace

at::Tensor chosenLogRatio(const PreferenceInputs& in) {
    return in.chosenLogps - in.referenceChosenLogps;
}

at::Tensor rejectedLogRatio(const PreferenceInputs& in) {
    return in.rejectedLogps - in.referenceRejectedLogps;
}

PreferenceScores divergenceScores(const PreferenceInputs& in, const PreferenceOptions& options) {
    return {score(chosenLogRatio(in), options), score(rejectedLogRatio(in), options)};
}

} // namespace tiebreak
