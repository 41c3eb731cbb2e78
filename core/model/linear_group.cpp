#include "model/linear_group.h"

#include "model/linear_product.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

namespace tiebreak {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

/// What a group has that does not learn, in the input's type.
struct FrozenPart {
    std::vector<at::Tensor> weights; ///< [out, in]
    std::vector<at::Tensor> biases;  ///< [out] or undefined
    std::vector<double> scales;
};

/// LoRA (Hu et al. 2021, eq. 3) over G layers: y_i = x W_iᵀ + b_i + s_i (x A_iᵀ) B_iᵀ.
/// `adapters` holds A_0, B_0, A_1, B_1, …
struct LowRankGroup : torch::autograd::Function<LowRankGroup> {
    static tensor_list forward(AutogradContext* context, const at::Tensor& x,
                               at::TensorList adapters, const FrozenPart& frozen) {
        tensor_list downs, outputs;
        for (std::size_t i = 0; i < adapters.size(); i += 2)
            downs.push_back(adapters[i]);
        const auto down = at::cat(downs, 0);    // [G rank, in]
        const auto inner = at::linear(x, down); // [N, G rank]
        std::int64_t begin = 0;
        for (std::size_t i = 0; i < frozen.weights.size(); ++i) {
            const auto& up = adapters[2 * i + 1]; // [out, rank]
            auto y = rawLinearProduct(x, frozen.weights[i], frozen.biases[i]);
            outputs.push_back(
                y.addmm_(inner.narrow(1, begin, up.size(1)), up.t(), 1, frozen.scales[i]));
            begin += up.size(1);
        }
        tensor_list saved{x, down, inner};
        for (std::size_t i = 0; i < frozen.weights.size(); ++i) {
            saved.push_back(frozen.weights[i]);
            saved.push_back(adapters[2 * i + 1]);
        }
        context->save_for_backward(saved);
        context->saved_data["scales"] = frozen.scales;
        return outputs;
    }

    static tensor_list backward(AutogradContext* context, tensor_list gradients) {
        const auto saved = context->get_saved_variables();
        const auto scales = context->saved_data["scales"].toDoubleVector();
        const auto &x = saved[0], &down = saved[1], &inner = saved[2];
        const auto toInner = at::empty_like(inner); // [N, G rank]
        tensor_list result(2 + 2 * scales.size());  // x, the adapters, the frozen part
        at::Tensor toInput;
        std::int64_t begin = 0;
        for (std::size_t i = 0; i < scales.size(); ++i) {
            const auto &weight = saved[3 + 2 * i], &up = saved[4 + 2 * i];
            const auto& gradient = gradients[i]; // [N, out]
            auto part = toInner.narrow(1, begin, up.size(1));
            part.copy_(at::mm(gradient, up).mul_(scales[i]));
            result[2 + 2 * i] =
                at::mm(gradient.t(), inner.narrow(1, begin, up.size(1))).mul_(scales[i]);
            if (context->needs_input_grad(0))
                toInput = toInput.defined() ? toInput.add_(rawLinearProduct(gradient, weight.t()))
                                            : rawLinearProduct(gradient, weight.t());
            begin += up.size(1);
        }
        if (toInput.defined())
            result[0] = toInput.addmm_(toInner, down);
        splitRows(at::mm(toInner.t(), x), saved, result);
        return result;
    }

    /// Gradient of all A as one // [G rank, in] → of each, at 1, 3, … of `result`
    static void splitRows(const at::Tensor& toDown, const tensor_list& saved, tensor_list& result) {
        std::int64_t begin = 0;
        for (std::size_t i = 0; 3 + 2 * i < saved.size(); ++i) {
            const auto rank = saved[4 + 2 * i].size(1);
            result[1 + 2 * i] = toDown.narrow(0, begin, rank);
            begin += rank;
        }
    }
};

/// True where every layer is frozen and carries an adapter that counts, without dropout.
bool isLowRankGroup(std::initializer_list<const Linear*> layers, bool withAdapter, bool training) {
    return withAdapter && c10::GradMode::is_enabled() &&
           std::all_of(layers.begin(), layers.end(), [&](const Linear* layer) {
               return layer->adapter && !layer->blocks && !layer->weight.requires_grad() &&
                      !layer->bias.requires_grad() && !(training && layer->adapter->dropout > 0);
           });
}

} // namespace

std::vector<at::Tensor> forwardTogether(const at::Tensor& input,
                                        std::initializer_list<const Linear*> layers,
                                        bool withAdapter, bool training) {
    std::vector<at::Tensor> results;
    if (!isLowRankGroup(layers, withAdapter, training)) {
        for (const auto* layer : layers)
            results.push_back(layer->forward(input, withAdapter, training));
        return results;
    }
    const auto type = input.scalar_type();
    FrozenPart frozen;
    std::vector<at::Tensor> adapters;
    for (const auto* layer : layers) {
        frozen.weights.push_back((layer->transposed ? layer->weight.t() : layer->weight).to(type));
        frozen.biases.push_back(layer->bias.defined() ? layer->bias.to(type) : at::Tensor());
        frozen.scales.push_back(layer->adapter->scale);
        adapters.push_back(layer->adapter->a.to(type));
        adapters.push_back(layer->adapter->b.to(type));
    }
    return LowRankGroup::apply(input, at::TensorList(adapters), frozen);
}

} // namespace tiebreak
