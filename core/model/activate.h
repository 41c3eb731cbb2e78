// The non-linearities of activation.h on tensors. Free function, differentiable, any thread.
#pragma once

#include "model/activation.h"

#include <ATen/core/Tensor.h>

namespace tiebreak {

/// Elementwise, in the dtype of `x`.
at::Tensor activate(Activation activation, const at::Tensor& x);

} // namespace tiebreak
