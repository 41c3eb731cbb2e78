#include "model/linear.h"

#include "model/linear_product.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

at::Tensor lowRankPart(const LowRankAdapter& adapter, const at::Tensor& input, bool training) {
    const auto type = input.scalar_type();
    const auto x =
        training && adapter.dropout > 0 ? at::dropout(input, adapter.dropout, true) : input;
    const auto down = at::linear(x, adapter.a.to(type));         // [N, rank]
    return at::linear(down, adapter.b.to(type)) * adapter.scale; // [N, out]
}

} // namespace

at::Tensor Linear::forward(const at::Tensor& input, bool withAdapter, bool training) const {
    const auto type = input.scalar_type();
    const auto shift = bias.defined() ? bias.to(type) : at::Tensor();
    const auto base = blocks
                          ? blocks->linear(input, shift)
                          : linearProduct(input, transposed ? weight.to(type).t() : weight.to(type),
                                          shift); // [N, out]
    return withAdapter && adapter ? base + lowRankPart(*adapter, input, training) : base;
}

at::Tensor Linear::mergedWeight(bool withAdapter) const {
    const auto base = blocks ? blocks->dequantised().to(weight.scalar_type())
                             : (transposed ? weight.detach().t() : weight.detach());
    if (!withAdapter || !adapter)
        return base;
    const auto delta = at::matmul(adapter->b.detach(), adapter->a.detach()) * adapter->scale;
    return (base.to(at::kFloat) + delta).to(base.scalar_type());
}

void Linear::merge() {
    const auto merged = mergedWeight(true);
    weight = transposed ? merged.t().contiguous() : merged;
    adapter.reset();
    blocks.reset();
}

} // namespace tiebreak
