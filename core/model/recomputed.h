// Gradient checkpointing (Chen et al., arXiv 1604.06174): a part of a model whose activations are
// not kept but computed again on the way back. Free function; the decoder's thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <functional>

namespace tiebreak {

/// segment(x), where the backward pass calls `segment` a second time, with the random state of the
/// first, and adds the gradients of whatever parameters it uses to their .grad(). What `segment`
/// holds must live until then. The result always has a history.
at::Tensor recomputed(std::function<at::Tensor(const at::Tensor&)> segment, const at::Tensor& x);

} // namespace tiebreak
