// The small steps between the matrix products of decoding, each one pass over memory on the CPU:
// LibTorch's own would take several operations and temporaries each. float32 and bfloat16 in,
// arithmetic in float32. On other devices the same mathematics out of LibTorch operations. Without
// gradient; rows never influence one another.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace tiebreak {

/// x [M, D] · rsqrt(mean(x²) + epsilon) · weight [D], the weight in float32 or the dtype of x.
/// (Zhang and Sennrich 2019, eq. 4)
at::Tensor rmsNormRows(const at::Tensor& x, const at::Tensor& weight, double epsilon);

/// silu(gate) · up for `gateUp` [M, 2 F] (gate first). // [M, F]
at::Tensor swigluRows(const at::Tensor& gateUp);

/// One new token for each row: the size of its query, key and value, and what attention does.
struct DecodeShape {
    std::int64_t heads = 0;    ///< H
    std::int64_t keyHeads = 0; ///< K
    std::int64_t headSize = 0; ///< S
    std::int64_t turning = 0;  ///< R: the first elements of a head that turn, 0 to S, even
    double scale = 1;          ///< on query · key
    std::int64_t window = 0;   ///< the last so many tokens are seen; 0: all
    double softCap = 0;        ///< scores become cap · tanh(score / cap); 0: they stay
};

/// Turns queries and keys of `qkv` [W, (H + 2 K) S] by their position (`lengths`, one a row), puts
/// keys and values at that place of `keys` and `values` [slots, K, capacity, S], and attends over
/// the row so far, itself included. `angles` [capacity or more, R] float32: cosine of the R/2
/// pairs, then sine, for each position. Rows of `qkv` beyond lengths.size() give zeros. // [W, H S]
at::Tensor decodeAttention(at::Tensor& qkv, at::Tensor& keys, at::Tensor& values,
                           const std::vector<std::int64_t>& lengths, const at::Tensor& angles,
                           const DecodeShape& shape);

} // namespace tiebreak
