// The half of Decoder that trains: names, adapters on and off, weights as leaves.
#include "model/decoder.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

template <class Layer, class Pointer>
std::vector<std::pair<std::string, Pointer>> linearLayersOf(Layer& layer) {
    return {{"self_attn.q_proj", &layer.query}, {"self_attn.k_proj", &layer.key},
            {"self_attn.v_proj", &layer.value}, {"self_attn.o_proj", &layer.output},
            {"mlp.gate_proj", &layer.gate},     {"mlp.up_proj", &layer.up},
            {"mlp.down_proj", &layer.down}};
}

std::string layerPrefix(std::size_t index) {
    return "model.layers." + std::to_string(index) + ".";
}

/// Every weight with its name, by reference, so that one list serves reading and replacing. The
/// output only where it is not the embedding and there is one.
template <class Weights, class Visit>
void visitWeights(Weights& weights, bool tied, Visit&& visit) {
    visit("model.embed_tokens.weight", weights.embedding);
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        auto& layer = weights.layers[i];
        const auto prefix = layerPrefix(i);
        visit(prefix + "input_layernorm.weight", layer.inputNorm);
        visit(prefix + "post_attention_layernorm.weight", layer.feedForwardNorm);
        for (auto& [name, linear] : linearLayers(layer)) {
            visit(prefix + name + ".weight", linear->weight);
            if (linear->bias.defined())
                visit(prefix + name + ".bias", linear->bias);
        }
    }
    visit("model.norm.weight", weights.finalNorm);
    if (!tied && weights.output.defined())
        visit("lm_head.weight", weights.output);
}

} // namespace

std::vector<std::pair<std::string, Linear*>> linearLayers(DecoderLayer& layer) {
    return linearLayersOf<DecoderLayer, Linear*>(layer);
}

std::vector<std::pair<std::string, const Linear*>> linearLayers(const DecoderLayer& layer) {
    return linearLayersOf<const DecoderLayer, const Linear*>(layer);
}

NamedTensors Decoder::namedWeights() const {
    NamedTensors all;
    visitWeights(
        m_weights, m_config.tiedOutput,
        [&](const std::string& name, const at::Tensor& weight) { all.emplace_back(name, weight); });
    return all;
}

NamedTensors Decoder::adapterTensors() const {
    NamedTensors all;
    for (std::size_t i = 0; i < m_weights.layers.size(); ++i)
        for (const auto& [name, linear] : linearLayers(m_weights.layers[i])) {
            if (!linear->adapter)
                continue;
            const auto prefix = "base_model.model." + layerPrefix(i) + name;
            all.emplace_back(prefix + ".lora_A.weight", linear->adapter->a);
            all.emplace_back(prefix + ".lora_B.weight", linear->adapter->b);
        }
    return all;
}

NamedTensors Decoder::trainableParameters() const {
    NamedTensors trainable;
    for (const auto& list : {adapterTensors(), namedWeights()})
        for (const auto& named : list)
            if (named.second.requires_grad())
                trainable.push_back(named);
    return trainable;
}

bool Decoder::hasAdapter() const {
    return !adapterTensors().empty();
}

void Decoder::setAdapterEnabled(bool enabled) {
    if (enabled == m_adapterEnabled)
        return;
    m_adapterEnabled = enabled;
    if (hasAdapter())
        dropInferenceWeights();
}

void Decoder::makeTrainable() {
    visitWeights(m_weights, m_config.tiedOutput, [](const std::string&, at::Tensor& weight) {
        // A copy: the old tensor may be a view of a read-only file.
        weight = weight.detach().to(at::kFloat, false, true).set_requires_grad(true);
    });
    if (m_config.tiedOutput)
        m_weights.output = m_weights.embedding;
    dropInferenceWeights();
}

} // namespace tiebreak
