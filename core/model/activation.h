// The non-linearities between a feed-forward part's two products, by the names configurations give
// them. Free functions, any thread.
#pragma once

#include "base/result.h"

#include <string>

namespace tiebreak {

enum class Activation {
    Silu,
    Gelu,     ///< x Φ(x), exact (Hendrycks and Gimpel 2016)
    GeluTanh, ///< their approximation with tanh
    QuickGelu,
    Relu,
    ReluSquared,
    Tanh,
    Sigmoid
};

/// transformers' names: silu, swish, gelu, gelu_new, gelu_pytorch_tanh, …; Unsupported names `key`,
/// the value and what is known.
Result<Activation> parseActivation(const std::string& key, const std::string& name);
/// The name both transformers 4 and 5 know.
const char* activationName(Activation activation);

} // namespace tiebreak
