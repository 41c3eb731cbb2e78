#include "training/objectives/nll_loss.h"

#include <ATen/TensorOperators.h>

namespace tiebreak {

at::Tensor nllLoss(const at::Tensor& logps, double tokens) {
    return -logps.sum() / tokens;
}

} // namespace tiebreak
