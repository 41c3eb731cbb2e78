#include "training/optim/gradient_clip.h"

#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>
#include <c10/core/GradMode.h>
#include <vector>

namespace tiebreak {

double gradientNorm(const NamedTensors& parameters) {
    const c10::NoGradGuard guard;
    std::vector<at::Tensor> gradients;
    for (const auto& [name, parameter] : parameters)
        if (parameter.grad().defined())
            gradients.push_back(parameter.grad());
    if (gradients.empty())
        return 0;
    return at::linalg_vector_norm(at::stack(at::_foreach_norm(gradients))).item<double>();
}

void clipGradients(const NamedTensors& parameters, double norm, double maxNorm) {
    const double factor = maxNorm / (norm + 1e-6);
    if (maxNorm <= 0 || factor >= 1)
        return;
    const c10::NoGradGuard guard;
    for (const auto& [name, parameter] : parameters)
        if (parameter.grad().defined())
            parameter.mutable_grad().mul_(factor);
}

} // namespace tiebreak
