#include "model/activation.h"

#include <utility>
#include <vector>

namespace tiebreak {

namespace {

/// The first name of each kind is the one that is written.
const std::vector<std::pair<const char*, Activation>>& names() {
    static const std::vector<std::pair<const char*, Activation>> all{
        {"silu", Activation::Silu},
        {"swish", Activation::Silu},
        {"gelu", Activation::Gelu},
        {"gelu_python", Activation::Gelu},
        {"gelu_pytorch_tanh", Activation::GeluTanh},
        {"gelu_new", Activation::GeluTanh},
        {"gelu_fast", Activation::GeluTanh},
        {"gelu_accurate", Activation::GeluTanh},
        {"gelu_python_tanh", Activation::GeluTanh},
        {"quick_gelu", Activation::QuickGelu},
        {"relu", Activation::Relu},
        {"relu2", Activation::ReluSquared},
        {"tanh", Activation::Tanh},
        {"sigmoid", Activation::Sigmoid}};
    return all;
}

std::string knownNames() {
    std::string list;
    for (const auto& [name, activation] : names())
        list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

} // namespace

Result<Activation> parseActivation(const std::string& key, const std::string& name) {
    for (const auto& [known, activation] : names())
        if (name == known)
            return activation;
    return Error{ErrorCode::Unsupported,
                 key + " '" + name + "' is not available in this version; known: " + knownNames(),
                 {},
                 {}};
}

const char* activationName(Activation activation) {
    for (const auto& [name, known] : names())
        if (known == activation)
            return name;
    return "silu";
}

} // namespace tiebreak
