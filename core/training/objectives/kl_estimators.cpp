#include "training/objectives/kl_estimators.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/sum.h>
#include <string>

namespace tiebreak {

Result<KlEstimator> parseKlEstimator(std::string_view name) {
    if (name == "k1")
        return KlEstimator::K1;
    if (name == "k3")
        return KlEstimator::K3;
    return Error{ErrorCode::BadArgument,
                 "ppo.kl_estimator '" + std::string(name) + "': must be k1 or k3", {}, {}};
}

at::Tensor klEstimate(const at::Tensor& logps, const at::Tensor& referenceLogps, KlEstimator estimator) {
    if (estimator == KlEstimator::K1)
        return logps - referenceLogps;
    const at::Tensor difference = referenceLogps - logps;
    return at::expm1(difference) - difference;
}

at::Tensor exactKl(const at::Tensor& logits, const at::Tensor& referenceLogits) {
    const at::Tensor policy = at::log_softmax(logits, -1);             // [M, V]
    const at::Tensor reference = at::log_softmax(referenceLogits, -1); // [M, V]
    return (at::exp(policy) * (policy - reference)).sum(-1);           // [M]
}

} // namespace tiebreak
