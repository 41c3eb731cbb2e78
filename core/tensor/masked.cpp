#include "tensor/masked.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

Status checkMask(const at::Tensor& values, const at::Tensor& mask) {
    if (mask.scalar_type() != at::kBool)
        return Error{ErrorCode::BadArgument, "mask: not bool", {}, {}};
    if (values.sizes() != mask.sizes())
        return Error{ErrorCode::BadArgument,
                     "mask of " + c10::str(mask.sizes()) + " over values of " +
                         c10::str(values.sizes()) + ": shapes must be equal",
                     {},
                     {}};
    if (!mask.any().item<bool>())
        return Error{ErrorCode::BadArgument, "mask: no value counts", {}, {}};
    return {};
}

} // namespace

Result<at::Tensor> maskedSum(const at::Tensor& values, const at::Tensor& mask) {
    TB_TRY(checkMask(values, mask));
    return values.masked_fill(mask.logical_not(), 0).sum();
}

Result<at::Tensor> maskedMean(const at::Tensor& values, const at::Tensor& mask) {
    TB_ASSIGN(auto sum, maskedSum(values, mask));
    return sum / mask.sum();
}

} // namespace tiebreak
