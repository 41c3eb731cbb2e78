#include "model/activate.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/square.h>
#include <ATen/ops/tanh.h>

namespace tiebreak {

at::Tensor activate(Activation activation, const at::Tensor& x) {
    switch (activation) {
    case Activation::Silu:
        return at::silu(x);
    case Activation::Gelu:
        return at::gelu(x);
    case Activation::GeluTanh:
        return at::gelu(x, "tanh");
    case Activation::QuickGelu:
        return x * at::sigmoid(1.702 * x);
    case Activation::Relu:
        return at::relu(x);
    case Activation::ReluSquared:
        return at::square(at::relu(x));
    case Activation::Tanh:
        return at::tanh(x);
    case Activation::Sigmoid:
        return at::sigmoid(x);
    }
    return x;
}

} // namespace tiebreak
