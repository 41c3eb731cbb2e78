// decode_kernels.h out of LibTorch operations alone, for devices other than the CPU (and to check
// the kernels against). Without gradient.
#pragma once

#include "tensor/decode_kernels.h"

namespace tiebreak::fallback {

at::Tensor rmsNormRows(const at::Tensor& x, const at::Tensor& weight, double epsilon);
at::Tensor swigluRows(const at::Tensor& gateUp);
at::Tensor decodeAttention(at::Tensor& qkv, at::Tensor& keys, at::Tensor& values,
                           const std::vector<std::int64_t>& lengths, const at::Tensor& angles,
                           const DecodeShape& shape);

} // namespace tiebreak::fallback
