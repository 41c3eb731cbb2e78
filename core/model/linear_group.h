// Linear layers that read the same input (q, k and v; gate and up), as one differentiable step:
// where the weights are frozen and an adapter learns, the low-rank parts are added into the
// products in place and the gradients of the input meet in one buffer, so that training with LoRA
// costs little more than the frozen products. Free functions, any thread.
#pragma once

#include "model/linear.h"

#include <initializer_list>
#include <vector>

namespace tiebreak {

/// What Linear::forward gives for each of `layers`. `input` [N, in], results [N, out of the layer].
std::vector<at::Tensor> forwardTogether(const at::Tensor& input,
                                        std::initializer_list<const Linear*> layers,
                                        bool withAdapter, bool training);

} // namespace tiebreak
