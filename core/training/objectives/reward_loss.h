// What a reward model lowers on pairs of scores (Bradley and Terry 1952). Pure function, any
// thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <optional>

namespace tiebreak {

struct RewardLossInputs {
    at::Tensor chosen;   ///< [B] float32, r⁺
    at::Tensor rejected; ///< [B] float32, r⁻
    at::Tensor margins; ///< [B] float32 or undefined: how much better the chosen side is held to be
};

struct RewardLossOptions {
    std::optional<double> centerCoefficient; ///< c
};

/// −log σ(r⁺ − r⁻ − m) (InstructGPT, arXiv 2203.02155 eq. 1; the margin: Llama 2, arXiv 2307.09288
/// eq. 2) + c · (r⁺ + r⁻)², which keeps scores around 0 (arXiv 2312.09244 eq. 2). // [B]
at::Tensor rewardLoss(const RewardLossInputs& in, const RewardLossOptions& options);

} // namespace tiebreak
