// The per-token reward of RLHF (Ziegler et al., arXiv 1909.08593, eq. 2): the score at the last token, a KL
// penalty at each. Pure function, any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

struct PpoRewardInputs {
    at::Tensor scores; ///< [B] float32, the reward of the whole response
    at::Tensor kl;     ///< [B, R] float32, per-token estimate
    at::Tensor mask;   ///< [B, R] bool, from the left without gaps, at least one true a row
    double klCoefficient = 0.05;
};

/// −β kl_t, and the score at the last real token. // [B, R]
at::Tensor ppoRewards(const PpoRewardInputs& in);

} // namespace tiebreak
