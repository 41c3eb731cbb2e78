#include "model/linear_product.h"

#include "tensor/onednn.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

namespace tiebreak {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

/// Smaller layers gain nothing, and keep the rounding that LibTorch's own products have.
constexpr std::int64_t kSmallestSide = 256;

bool goesThroughOneDnn(const at::Tensor& x, const at::Tensor& weight) {
    return x.is_cpu() && x.scalar_type() == at::kFloat && x.dim() == 2 && x.size(0) > 0 &&
           std::min(weight.size(0), weight.size(1)) >= kSmallestSide;
}

std::optional<at::Tensor> ifDefined(const at::Tensor& tensor) {
    return tensor.defined() ? std::optional(tensor) : std::nullopt;
}

at::Tensor oneDnnProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return oneDnnLinear(x.contiguous(), weight, bias);
}

struct LinearFunction : torch::autograd::Function<LinearFunction> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                              const at::Tensor& weight, const std::optional<at::Tensor>& bias) {
        context->save_for_backward({x, weight});
        context->saved_data["bias"] = bias.has_value();
        return oneDnnProduct(x, weight, bias.value_or(at::Tensor()));
    }

    static tensor_list backward(AutogradContext* context, const tensor_list& gradients) {
        const auto saved = context->get_saved_variables();
        const auto &x = saved[0], &weight = saved[1], &gradient = gradients[0];
        tensor_list result(3);
        if (context->needs_input_grad(0))
            result[0] = oneDnnProduct(gradient, weight.t(), {}); // [N, in]
        if (context->needs_input_grad(1))
            result[1] = at::mm(gradient.t(), x); // [out, in]
        if (context->saved_data["bias"].toBool() && context->needs_input_grad(2))
            result[2] = gradient.sum(0); // [out]
        return result;
    }
};

bool wantsGradient(const at::Tensor& tensor) {
    return tensor.defined() && tensor.requires_grad();
}

} // namespace

at::Tensor rawLinearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return goesThroughOneDnn(x, weight) ? oneDnnProduct(x, weight, bias)
                                        : at::linear(x, weight, bias);
}

at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    if (!goesThroughOneDnn(x, weight))
        return at::linear(x, weight, bias);
    if (c10::GradMode::is_enabled() &&
        (wantsGradient(x) || wantsGradient(weight) || wantsGradient(bias)))
        return LinearFunction::apply(x, weight, ifDefined(bias));
    return oneDnnProduct(x, weight, bias);
}

} // namespace tiebreak
