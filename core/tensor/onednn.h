// oneDNN's own linear layer, which LibTorch keeps to itself: on the CPU, without gradient. Throws
// what LibTorch throws. Free functions, any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// `weight` [out, in] laid out for products with about `width` rows.
at::Tensor oneDnnLaidOut(const at::Tensor& weight, std::int64_t width);

/// x Wᵀ + b: `x` [N, in], `weight` [out, in] plain, transposed or laid out, `bias` [out] or
/// undefined → [N, out]. All of one type, float32 or bfloat16.
at::Tensor oneDnnLinear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias = {});

} // namespace tiebreak
