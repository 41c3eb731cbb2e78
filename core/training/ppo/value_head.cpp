#include "training/ppo/value_head.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/mv.h>
#include <ATen/ops/zeros.h>

namespace tiebreak {

ValueHead::ValueHead(std::int64_t width, c10::Device device)
    : m_weight(at::zeros({width}, at::TensorOptions().dtype(at::kFloat).device(device))),
      m_bias(at::zeros({}, m_weight.options())) {
    m_weight.set_requires_grad(true);
    m_bias.set_requires_grad(true);
}

at::Tensor ValueHead::values(const at::Tensor& hidden) const {
    return at::mv(hidden.to(at::kFloat), m_weight) + m_bias; // [M]
}

NamedTensors ValueHead::parameters() const {
    return {{"value_head.weight", m_weight}, {"value_head.bias", m_bias}};
}

} // namespace tiebreak
