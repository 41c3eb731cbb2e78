#include "tensor/onednn.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

namespace tiebreak {

namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;

} // namespace

at::Tensor oneDnnLaidOut(const at::Tensor& weight, std::int64_t width) {
    using Signature = at::Tensor(const at::Tensor&, std::optional<c10::SymInt>);
    static const auto reorder = c10::Dispatcher::singleton()
                                    .findSchemaOrThrow("mkldnn::_reorder_linear_weight", "")
                                    .typed<Signature>();
    return reorder.call(weight, c10::SymInt(width));
}

at::Tensor oneDnnLinear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    using Signature =
        at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                   std::string_view, Scalars, std::optional<std::string_view>);
    static const auto product = c10::Dispatcher::singleton()
                                    .findSchemaOrThrow("mkldnn::_linear_pointwise", "")
                                    .typed<Signature>();
    return product.call(x, weight, bias.defined() ? std::optional(bias) : std::nullopt, "none",
                        Scalars(), "");
}

} // namespace tiebreak
