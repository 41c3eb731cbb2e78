#include "model/lora.h"

#include "base/random_stream.h"
#include "base/sha256.h"
#include "model/lora_names.h"
#include "model/weight_layout.h"

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
    const auto device = linear.device();
    auto a = initialA(options.rank, linear.inputs(), options.seed, name).to(device);
    auto b =
        at::zeros({linear.outputs(), options.rank}, at::TensorOptions(at::kFloat).device(device));
    return {a.set_requires_grad(true), b.set_requires_grad(true), loraScale(options),
            options.dropout};
}

} // namespace

double loraScale(const LoraOptions& options) {
    const auto rank = static_cast<double>(options.rank);
    return options.alpha / (options.rankStabilised ? std::sqrt(rank) : rank);
}

std::vector<std::string> loraTargets(const Decoder& decoder) {
    std::vector<std::string> names;
    for (const auto& [name, linear] : linearLayers(decoder.weights().layers.front())) {
        const auto last = name.substr(name.rfind('.') + 1);
        if (std::find(names.begin(), names.end(), last) == names.end()) // GPT-2 has two c_proj
            names.push_back(last);
    }
    return names;
}

bool isTarget(const std::string& layerName, const std::vector<std::string>& targets) {
    return std::any_of(targets.begin(), targets.end(), [&](const std::string& target) {
        return layerName == target ||
               (layerName.size() > target.size() &&
                layerName.compare(layerName.size() - target.size(), target.size(), target) == 0 &&
                layerName[layerName.size() - target.size() - 1] == '.');
    });
}

namespace {

bool anyLayerIs(const Decoder& decoder, const std::string& target) {
    const auto& layout = hfLayout(decoder.config().architecture);
    const auto& layers = decoder.weights().layers;
    for (std::size_t i = 0; i < layers.size(); ++i)
        for (const auto& [name, linear] : linearLayers(layers[i]))
            if (isTarget(layerPrefix(layout, i) + name, {target}))
                return true;
    return false;
}

} // namespace

Result<std::vector<std::string>> resolvedTargets(const Decoder& decoder,
                                                 const LoraOptions& options) {
    const auto known = loraTargets(decoder);
    if (options.targets.empty() || options.targets == std::vector<std::string>{"all-linear"})
        return known;
    for (const auto& target : options.targets) {
        if (anyLayerIs(decoder, target))
            continue;
        std::string list;
        for (const auto& name : known)
            list += name + ", ";
        return Error{ErrorCode::BadArgument,
                     "LoRA target '" + target + "': known are " + list + "all-linear",
                     {},
                     {}};
    }
    return options.targets;
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
    TB_ASSIGN(const auto targets, resolvedTargets(decoder, options));
    const auto& layout = hfLayout(decoder.config().architecture);
    auto& layers = decoder.weights().layers;
    for (std::size_t i = 0; i < layers.size(); ++i)
        for (auto& [name, linear] : linearLayers(layers[i])) {
            linear->adapter.reset();
            if (isTarget(layerPrefix(layout, i) + name, targets))
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
        for (auto& [name, linear] : linearLayers(layer))
            if (linear->adapter)
                linear->merge();
    decoder.dropInferenceWeights();
    return {};
}

} // namespace tiebreak
