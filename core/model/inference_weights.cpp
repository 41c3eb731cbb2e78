#include "model/inference_weights.h"

#include "tensor/onednn.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

at::Tensor joinedBias(const std::vector<Linear*>& parts, c10::ScalarType dtype) {
    std::vector<at::Tensor> biases;
    for (const auto* part : parts)
        if (part->bias.defined())
            biases.push_back(part->bias.detach().to(dtype));
    return biases.size() == parts.size() ? at::cat(biases, 0) : at::Tensor();
}

} // namespace

void Projection::pack(const PackOptions& options) {
    for (const auto* part : m_parts)
        if (part->blocks)
            return;
    std::vector<at::Tensor> weights;
    for (const auto* part : m_parts)
        weights.push_back(part->mergedWeight(options.withAdapter).to(options.dtype));
    m_weight = weights.size() == 1 ? weights.front() : at::cat(weights, 0); // [sum of out, in]
    m_bias = joinedBias(m_parts, options.dtype);
    m_laidOut = m_weight.is_cpu();
    if (m_laidOut)
        m_weight = oneDnnLaidOut(m_weight.contiguous(), options.width);
    if (options.releasePlain)
        for (auto* part : m_parts)
            part->weight = at::empty_like(part->weight, at::kMeta);
}

at::Tensor Projection::apply(const at::Tensor& input, bool withAdapter) const {
    if (m_laidOut)
        return oneDnnLinear(input, m_weight, m_bias);
    if (m_weight.defined())
        return at::linear(input, m_weight, m_bias);
    if (m_parts.size() == 1)
        return m_parts.front()->forward(input, withAdapter, false);
    std::vector<at::Tensor> parts;
    for (const auto* part : m_parts)
        parts.push_back(part->forward(input, withAdapter, false));
    return at::cat(parts, 1); // [M, sum of out]
}

InferenceWeights::InferenceWeights(DecoderWeights& weights)
    : m_outputLayer{weights.output, {}, {}}
    , m_output({&m_outputLayer}) {
    const auto all = [](std::vector<Linear>& parts) {
        std::vector<Linear*> pointers;
        for (auto& part : parts)
            pointers.push_back(&part);
        return Projection(std::move(pointers));
    };
    for (auto& layer : weights.layers)
        m_layers.push_back({all(layer.queryKeyValue), Projection({&layer.output}),
                            all(layer.gateUp), Projection({&layer.down})});
}

void InferenceWeights::pack(const PackOptions& options) {
    for (auto& layer : m_layers)
        for (auto* projection : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down})
            projection->pack(options);
    m_output.pack(options);
    m_packed = true;
}

} // namespace tiebreak
