// The product of a linear layer on LibTorch's fastest path, with gradients. In float32 on the CPU
// that is oneDNN: it keeps its speed on processors that MKL, LibTorch's choice there, does not
// know. Free functions, any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// x Wᵀ + b: `x` [N, in], `weight` [out, in], `bias` [out] or undefined → [N, out]. All of one
/// type. Gradients go to whichever of the three wants one.
at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight,
                         const at::Tensor& bias = {});

/// The same without gradient, for use inside differentiable functions.
at::Tensor rawLinearProduct(const at::Tensor& x, const at::Tensor& weight,
                            const at::Tensor& bias = {});

} // namespace tiebreak
