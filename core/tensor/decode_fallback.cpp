#include "tensor/decode_fallback.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace tiebreak::fallback {

namespace {

/// `x` [W, n, S] turned by `angles` [W, S] (cosines, then sines).
at::Tensor rotate(const at::Tensor& x, const at::Tensor& angles) {
    const auto turn = angles.chunk(2, 1);
    const auto cosine = turn[0].unsqueeze(1), sine = turn[1].unsqueeze(1); // [W, 1, S/2]
    const auto halves = x.to(at::kFloat).chunk(2, 2);
    return at::cat({halves[0] * cosine - halves[1] * sine, halves[1] * cosine + halves[0] * sine},
                   2)
        .to(x.scalar_type());
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
    const auto places = at::tensor(lengths, at::kLong).to(qkv.device());         // [W]
    const auto slots = at::arange(rows, places.options());                       // [W]
    const auto turn = angles.index_select(0, places);                            // [W, S]
    const auto heads = qkv.narrow(0, 0, rows).view({rows, -1, shape.headSize});  // [W, H + 2 K, S]
    const auto query = rotate(heads.narrow(1, 0, shape.heads), turn);            // [W, H, S]
    const auto key = rotate(heads.narrow(1, shape.heads, shape.keyHeads), turn); // [W, K, S]
    const auto value = heads.narrow(1, shape.heads + shape.keyHeads, shape.keyHeads);
    using at::indexing::Slice;
    keys.index_put_({slots, Slice(), places}, key);
    values.index_put_({slots, Slice(), places}, value);
    const auto longest = *std::max_element(lengths.begin(), lengths.end()) + 1;
    const auto mask = at::arange(longest, places.options()).unsqueeze(0) <= places.unsqueeze(1);
    const auto past = [&](const at::Tensor& x) { // [W, H, longest, S]
        return x.narrow(0, 0, rows)
            .narrow(2, 0, longest)
            .repeat_interleave(shape.heads / shape.keyHeads, 1);
    };
    const auto out = at::scaled_dot_product_attention(query.unsqueeze(2), past(keys), past(values),
                                                      mask.view({rows, 1, 1, longest}));
    return at::constant_pad_nd(out.reshape({rows, -1}), {0, 0, 0, qkv.size(0) - rows}); // [W, H S]
}

} // namespace tiebreak::fallback
