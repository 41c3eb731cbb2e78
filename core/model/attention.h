// Attention over packed rows, a row at a time, so that no mask over all rows is ever built. Free
// function, differentiable, any device.
#pragma once

#include "model/packed_input.h"

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// What happens to the scores of one layer.
struct AttentionRule {
    double scale = 1;        ///< on query · key
    std::int64_t window = 0; ///< a token sees itself and the window - 1 before it; 0: all before it
    double softCap = 0;      ///< scores become cap · tanh(score / cap); 0: they stay
};

/// `query` [N, H, S], `key` and `value` [N, K, S], rotated → [N, H, S]. Within a row the prefix is
/// causal and each branch sees the prefix and itself.
at::Tensor packedAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const std::vector<PackedRow>& rows, const AttentionRule& rule);

/// The last M of T tokens look at what is before them and themselves: `query` [M, H, S], `key` and
/// `value` [K, T, S] → [M, H, S].
at::Tensor suffixAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const AttentionRule& rule);

/// Every token of a row sees all of that row: `query`, `key` and `value` [N, H, S] → [N, H, S].
at::Tensor rowAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                        const std::vector<PackedRow>& rows, double scale);

} // namespace tiebreak
