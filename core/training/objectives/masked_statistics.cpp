#include "training/objectives/masked_statistics.h"

#include "tensor/masked.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/square.h>
#include <ATen/ops/where.h>
#include <c10/util/Exception.h>

namespace tiebreak {

namespace {

at::Tensor valueOrThrow(const Result<at::Tensor>& result) {
    TORCH_CHECK(result.ok(), result.error().message);
    return result.value();
}

} // namespace

at::Tensor sumOver(const at::Tensor& values, const at::Tensor& mask) {
    return valueOrThrow(maskedSum(values, mask));
}

at::Tensor meanOver(const at::Tensor& values, const at::Tensor& mask) {
    return valueOrThrow(maskedMean(values, mask));
}

at::Tensor varianceOver(const at::Tensor& values, const at::Tensor& mask, bool unbiased) {
    const double count = mask.sum().item<double>();
    TORCH_CHECK(!unbiased || count > 1, "an unbiased variance of one value");
    const at::Tensor centred = values - meanOver(values, mask);
    return sumOver(at::square(centred), mask) / (unbiased ? count - 1 : count);
}

at::Tensor whiten(const at::Tensor& values, const at::Tensor& mask, const WhitenOptions& options) {
    const at::Tensor mean = meanOver(values, mask);
    at::Tensor white =
        (values - mean) * at::rsqrt(varianceOver(values, mask, options.unbiased) + options.epsilon);
    if (!options.shiftMean)
        white = white + mean;
    return at::where(mask, white, 0.0);
}

} // namespace tiebreak
