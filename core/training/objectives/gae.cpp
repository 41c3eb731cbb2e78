#include "training/objectives/gae.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>
#include <vector>

namespace tiebreak {

GaeOutputs gae(const GaeInputs& in) {
    const at::Tensor values = at::where(in.mask, in.values, 0.0);   // [B, R]
    const at::Tensor rewards = at::where(in.mask, in.rewards, 0.0); // [B, R]
    const std::int64_t length = values.size(1);
    std::vector<at::Tensor> columns(static_cast<std::size_t>(length));
    at::Tensor advantage = at::zeros_like(values.select(1, 0)); // [B]
    at::Tensor next = advantage;                                // [B]
    for (std::int64_t t = length - 1; t >= 0; --t) {
        const at::Tensor value = values.select(1, t);
        advantage = rewards.select(1, t) + in.gamma * next - value + in.gamma * in.lambda * advantage;
        columns[static_cast<std::size_t>(t)] = advantage;
        next = value;
    }
    const at::Tensor advantages = at::where(in.mask, at::stack(columns, 1), 0.0); // [B, R]
    return {advantages, advantages + values};
}

} // namespace tiebreak
