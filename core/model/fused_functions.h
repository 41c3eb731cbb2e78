// Differentiable steps between the matrix products, each one pass over memory that keeps only its
// inputs for the way back. float32 and bfloat16 on the CPU; elsewhere LibTorch's operations. Free
// functions, any thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// x [N, D] · rsqrt(mean(x²) + epsilon) · weight [D]; the weight, in float32 or the dtype of x,
/// gets a gradient when it wants one.
at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon);

/// silu(gate) · up, each [N, F].
at::Tensor swiglu(const at::Tensor& gate, const at::Tensor& up);

/// The first R elements of `heads` [N, H, S] turned by `cosine` and `sine` [N, R] (see rotary.h).
at::Tensor rotateHeads(const at::Tensor& heads, const at::Tensor& cosine, const at::Tensor& sine);

} // namespace tiebreak
