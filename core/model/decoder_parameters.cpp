// The half of Decoder that trains: names, adapters on and off, weights as leaves.
#include "model/decoder.h"
#include "model/weight_places.h"

#include <ATen/ATen.h>

namespace tiebreak {

NamedTensors Decoder::namedWeights() const {
    auto weights = m_weights; // shares the tensors
    NamedTensors all;
    for (const auto& place : weightPlaces(weights, m_config, hfLayout(m_config.architecture)))
        if (place.tensor->defined()) // a trunk has no output
            all.emplace_back(place.name, *place.tensor);
    return all;
}

NamedTensors Decoder::adapterTensors() const {
    NamedTensors all;
    for (std::size_t i = 0; i < m_weights.layers.size(); ++i)
        for (const auto& [name, linear] : linearLayers(m_weights.layers[i])) {
            if (!linear->adapter)
                continue;
            const auto prefix =
                "base_model.model." + layerPrefix(hfLayout(m_config.architecture), i) + name;
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
    for (const auto& place : weightPlaces(m_weights, m_config, hfLayout(m_config.architecture)))
        if (place.tensor->defined()) // a copy: the old tensor may be a view of a read-only file
            *place.tensor =
                place.tensor->detach().to(at::kFloat, false, true).set_requires_grad(true);
    if (m_config.tiedOutput && m_config.labels == 0)
        m_weights.output = m_weights.embedding;
    dropInferenceWeights();
}

} // namespace tiebreak
