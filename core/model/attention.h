// Attention over packed rows, a row at a time, so that no mask over all rows is ever built. Free
// function, differentiable, any device.
#pragma once

#include "model/packed_input.h"

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// `query` [N, H, S], `key` and `value` [N, K, S], rotated → [N, H, S]. Within a row the prefix is
/// causal and each branch sees the prefix and itself.
at::Tensor packedAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const std::vector<PackedRow>& rows);

/// The last M of T tokens look at all before them and themselves: `query` [M, H, S], `key` and
/// `value` [K, T, S] → [M, H, S].
at::Tensor suffixAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value);

} // namespace tiebreak
