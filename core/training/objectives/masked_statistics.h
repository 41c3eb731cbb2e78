// Means, variances and whitening over a mask whose true values count. Pure functions, any thread; an empty
// mask is a bug of the caller and throws.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// `values` and `mask` (bool) of one shape; a scalar tensor with gradient.
at::Tensor meanOver(const at::Tensor& values, const at::Tensor& mask);
at::Tensor sumOver(const at::Tensor& values, const at::Tensor& mask);
/// Unbiased (divided by n − 1) as TRL has it, or biased (by n).
at::Tensor varianceOver(const at::Tensor& values, const at::Tensor& mask, bool unbiased = true);

struct WhitenOptions {
    bool shiftMean = true;  ///< false: the mean is added back, as for rewards
    bool unbiased = true;
    double epsilon = 1e-8;
};
/// (x − mean) / √(variance + ε) over the mask, zero outside.
at::Tensor whiten(const at::Tensor& values, const at::Tensor& mask, const WhitenOptions& options = {});

} // namespace tiebreak
