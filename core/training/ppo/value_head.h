// V(s): a linear layer on the policy's states after the final norm. Zero at first, so that the first advantages
// are the returns themselves. Owned by the PPO trainer, its thread.
#pragma once

#include "model/decoder.h"

namespace tiebreak {

class ValueHead {
public:
    ValueHead(std::int64_t width, c10::Device device);
    /// `hidden` [M, D] in any float type → float32 // [M]
    at::Tensor values(const at::Tensor& hidden) const;
    /// "value_head.weight" [D], "value_head.bias" []
    NamedTensors parameters() const;

private:
    at::Tensor m_weight; // [D] float32
    at::Tensor m_bias;   // [] float32
};

} // namespace tiebreak
