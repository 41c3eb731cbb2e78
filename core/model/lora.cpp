#include "model/lora.h"

#include "base/random_stream.h"
#include "base/sha256.h"
#include "model/lora_names.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <cmath>

namespace tiebreak {

namespace {

/// A number that stays the same for a layer whatever else is adapted: its stream of random numbers.
std::uint64_t streamOf(const std::string& name) {
    return std::stoull(sha256Hex("lora " + name).substr(0, 15), nullptr, 16);
}

/// Kaiming-uniform with a = √5 is uniform in ±1/√in (He et al. 2015; as PEFT starts A).
at::Tensor initialA(std::int64_t rank, std::int64_t in, std::uint64_t seed,
                    const std::string& name) {
    RandomStream random(seed, streamOf(name));
    const double bound = 1.0 / std::sqrt(static_cast<double>(in));
    std::vector<float> values(static_cast<std::size_t>(rank * in));
    for (auto& value : values)
        value = static_cast<float>((2 * random.uniform() - 1) * bound);
    return at::tensor(values, at::kFloat).view({rank, in}); // [rank, in]
}

LowRankAdapter freshAdapter(const Linear& linear, const LoraOptions& options,
                            const std::string& name) {
    const auto device = linear.weight.device();
    auto a = initialA(options.rank, linear.weight.size(1), options.seed, name).to(device);
    auto b = at::zeros({linear.weight.size(0), options.rank},
                       at::TensorOptions(at::kFloat).device(device));
    return {a.set_requires_grad(true), b.set_requires_grad(true), loraScale(options),
            options.dropout};
}

} // namespace

double loraScale(const LoraOptions& options) {
    const auto rank = static_cast<double>(options.rank);
    return options.alpha / (options.rankStabilised ? std::sqrt(rank) : rank);
}

const std::vector<std::string>& loraTargets() {
    static const std::vector<std::string> names{"q_proj",    "k_proj",  "v_proj",   "o_proj",
                                                "gate_proj", "up_proj", "down_proj"};
    return names;
}

Result<std::vector<std::string>> resolvedTargets(const LoraOptions& options) {
    if (options.targets.empty() || options.targets == std::vector<std::string>{"all-linear"})
        return loraTargets();
    for (const auto& target : options.targets)
        if (std::find(loraTargets().begin(), loraTargets().end(), target) == loraTargets().end())
            return Error{ErrorCode::BadArgument,
                         "LoRA target '" + target +
                             "': known are q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, "
                             "down_proj, all-linear",
                         {},
                         {}};
    return options.targets;
}

bool isTarget(const std::string& layerName, const std::vector<std::string>& targets) {
    const auto last = layerName.substr(layerName.rfind('.') + 1);
    return std::find(targets.begin(), targets.end(), last) != targets.end();
}

Status validate(const LoraOptions& options) {
    const auto broken = [](const std::string& message) {
        return Error{ErrorCode::BadArgument, message, {}, {}};
    };
    if (options.rank < 1 || options.rank > 4096)
        return broken("LoRA rank " + std::to_string(options.rank) + ": must be 1 to 4096");
    if (!std::isfinite(options.alpha))
        return broken("LoRA alpha: must be a finite number");
    if (!(options.dropout >= 0 && options.dropout < 1))
        return broken("LoRA dropout " + std::to_string(options.dropout) + ": must be 0 to below 1");
    return {};
}

Status attachLora(Decoder& decoder, const LoraOptions& options) {
    TB_TRY(validate(options));
    TB_ASSIGN(const auto targets, resolvedTargets(options));
    auto& layers = decoder.weights().layers;
    for (std::size_t i = 0; i < layers.size(); ++i)
        for (auto& [name, linear] : linearLayers(layers[i])) {
            linear->adapter.reset();
            if (isTarget(name, targets))
                linear->adapter = freshAdapter(*linear, options, std::to_string(i) + "." + name);
        }
    decoder.dropInferenceWeights();
    return {};
}

Status mergeLora(Decoder& decoder) {
    const c10::NoGradGuard noGradient;
    if (!decoder.hasAdapter())
        return Error{ErrorCode::NotFound, "merging: the model has no adapter", {}, {}};
    for (auto& layer : decoder.weights().layers)
        for (auto& [name, linear] : linearLayers(layer)) {
            linear->weight = linear->mergedWeight(true);
            linear->adapter.reset();
        }
    decoder.dropInferenceWeights();
    return {};
}

} // namespace tiebreak
