#include "tensor/decode_fallback.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <limits>

namespace tiebreak::fallback {

namespace {

/// The first R elements of `x` [W, n, S] turned by `angles` [W, R] (cosines, then sines).
at::Tensor rotate(const at::Tensor& x, const at::Tensor& angles) {
    if (!angles.defined())
        return x;
    const auto turn = angles.chunk(2, 1);
    const auto cosine = turn[0].unsqueeze(1), sine = turn[1].unsqueeze(1); // [W, 1, R/2]
    const auto dims = angles.size(1);
    const auto halves = x.narrow(2, 0, dims).to(at::kFloat).chunk(2, 2);
    const auto turned =
        at::cat({halves[0] * cosine - halves[1] * sine, halves[1] * cosine + halves[0] * sine}, 2);
    return at::cat({turned.to(x.scalar_type()), x.narrow(2, dims, x.size(2) - dims)}, 2);
}

/// Attention of one query a row; `mask` [W, 1, 1, T] true where it may look. // [W, H, S]
at::Tensor attendRows(const at::Tensor& query, const at::Tensor& keys, const at::Tensor& values,
                      const at::Tensor& mask, const DecodeShape& shape) {
    const auto asked = query.unsqueeze(2); // [W, H, 1, S]
    if (shape.softCap == 0)
        return at::scaled_dot_product_attention(asked, keys, values, mask, 0.0, false, shape.scale)
            .squeeze(2);
    auto scores = at::matmul(asked.to(at::kFloat), keys.to(at::kFloat).transpose(2, 3)) *
                  shape.scale; // [W, H, 1, T]
    scores = at::tanh(scores / shape.softCap) * shape.softCap;
    const auto weights =
        at::softmax(scores.masked_fill(~mask, -std::numeric_limits<float>::infinity()), -1);
    return at::matmul(weights.to(values.scalar_type()), values).squeeze(2);
}

} // namespace

at::Tensor rmsNormRows(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
    const auto wide = x.to(at::kFloat);
    const auto scale = (wide.square().mean(-1, true) + epsilon).rsqrt();
    return (wide * scale * weight.to(at::kFloat)).to(x.scalar_type());
}

at::Tensor swigluRows(const at::Tensor& gateUp) {
    const auto parts = gateUp.chunk(2, 1);
    return at::silu(parts[0]) * parts[1];
}

at::Tensor decodeAttention(at::Tensor& qkv, at::Tensor& keys, at::Tensor& values,
                           const std::vector<std::int64_t>& lengths, const at::Tensor& angles,
                           const DecodeShape& shape) {
    const auto rows = static_cast<std::int64_t>(lengths.size());
    const auto places = at::tensor(lengths, at::kLong).to(qkv.device());                 // [W]
    const auto slots = at::arange(rows, places.options());                               // [W]
    const auto turn = shape.turning > 0 ? angles.index_select(0, places) : at::Tensor(); // [W, R]
    const auto heads = qkv.narrow(0, 0, rows).view({rows, -1, shape.headSize});  // [W, H + 2 K, S]
    const auto query = rotate(heads.narrow(1, 0, shape.heads), turn);            // [W, H, S]
    const auto key = rotate(heads.narrow(1, shape.heads, shape.keyHeads), turn); // [W, K, S]
    const auto value = heads.narrow(1, shape.heads + shape.keyHeads, shape.keyHeads);
    using at::indexing::Slice;
    keys.index_put_({slots, Slice(), places}, key);
    values.index_put_({slots, Slice(), places}, value);
    const auto longest = *std::max_element(lengths.begin(), lengths.end()) + 1;
    const auto columns = at::arange(longest, places.options()).unsqueeze(0);
    auto mask = columns <= places.unsqueeze(1); // [W, longest]
    if (shape.window > 0)
        mask = mask & (columns > places.unsqueeze(1) - shape.window);
    const auto past = [&](const at::Tensor& x) { // [W, H, longest, S]
        return x.narrow(0, 0, rows)
            .narrow(2, 0, longest)
            .repeat_interleave(shape.heads / shape.keyHeads, 1);
    };
    const auto out =
        attendRows(query, past(keys), past(values), mask.view({rows, 1, 1, longest}), shape);
    return at::constant_pad_nd(out.reshape({rows, -1}), {0, 0, 0, qkv.size(0) - rows}); // [W, H S]
}

} // namespace tiebreak::fallback
