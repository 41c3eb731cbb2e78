// Sums and means over a mask whose true values count. An empty mask is an error, never 0/0. Any
// thread.
#pragma once

#include "base/result.h"

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// Sum of `values` where `mask` (bool, same shape) is true; a scalar tensor with gradient.
Result<at::Tensor> maskedSum(const at::Tensor& values, const at::Tensor& mask);
/// The same, divided by the number of true values.
Result<at::Tensor> maskedMean(const at::Tensor& values, const at::Tensor& mask);

} // namespace tiebreak
