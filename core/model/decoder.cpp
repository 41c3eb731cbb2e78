#include "model/decoder.h"

#include "model/attention.h"
#include "model/fused_functions.h"
#include "model/inference_weights.h"
#include "model/linear_group.h"
#include "model/recomputed.h"
#include "model/rotary.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

Decoder::Decoder(ModelConfig config, DecoderWeights weights)
    : m_config(std::move(config))
    , m_weights(std::move(weights))
    , m_frequencies(rotaryFrequencies(m_config).to(m_weights.embedding.device()))
    , m_dtype(m_weights.embedding.scalar_type())
    , m_inference(std::make_shared<InferenceWeights>(m_weights)) {}

Decoder::~Decoder() = default;

c10::Device Decoder::device() const {
    return m_weights.embedding.device();
}

at::Tensor Decoder::embed(const at::Tensor& ids) const {
    return at::embedding(m_weights.embedding, ids).to(m_dtype); // [N, D]
}

at::Tensor Decoder::linear(const Linear& layer, const at::Tensor& x) const {
    return forwardTogether(x, {&layer}, m_adapterEnabled, m_training).front();
}

at::Tensor Decoder::norm(const at::Tensor& x, const at::Tensor& weight) const {
    return rmsNorm(x, weight.to(m_dtype), m_config.rmsEpsilon);
}

at::Tensor Decoder::attend(const DecoderLayer& layer, const at::Tensor& x, const PackedInput& input,
                           const Angles& angles) const {
    const auto parts =
        forwardTogether(x, {&layer.query, &layer.key, &layer.value}, m_adapterEnabled, m_training);
    const auto heads = [&](std::size_t part) {
        return parts[part].view({x.size(0), -1, m_config.headSize}); // [N, H or K, S]
    };
    const auto query = rotateHeads(heads(0), angles.first, angles.second);
    const auto key = rotateHeads(heads(1), angles.first, angles.second);
    const auto value = heads(2);
    const auto mixed = packedAttention(query, key, value, input.rows); // [N, H, S]
    return linear(layer.output, mixed.reshape({x.size(0), -1}));       // [N, D]
}

at::Tensor Decoder::feedForward(const DecoderLayer& layer, const at::Tensor& x) const {
    const auto parts =
        forwardTogether(x, {&layer.gate, &layer.up}, m_adapterEnabled, m_training); // [N, F] each
    return linear(layer.down, swiglu(parts[0], parts[1]));                          // [N, D]
}

at::Tensor Decoder::layerForward(const DecoderLayer& layer, const at::Tensor& x,
                                 const PackedInput& input, const Angles& angles) const {
    const auto middle = x + attend(layer, norm(x, layer.inputNorm), input, angles);
    return middle + feedForward(layer, norm(middle, layer.feedForwardNorm));
}

at::Tensor Decoder::hiddenStates(const PackedInput& input,
                                 std::vector<at::Tensor>* everyLayer) const {
    const auto angles = rotaryAngles(input.positions, m_frequencies);
    auto x = embed(input.ids); // [N, D]
    for (const auto& layer : m_weights.layers) {
        if (everyLayer)
            everyLayer->push_back(x);
        const auto forward = [this, &layer, input, angles](const at::Tensor& in) {
            return layerForward(layer, in, input, angles);
        };
        x = m_recompute && c10::GradMode::is_enabled() ? recomputed(forward, x) : forward(x);
    }
    x = norm(x, m_weights.finalNorm);
    if (everyLayer)
        everyLayer->push_back(x);
    return x;
}

at::Tensor Decoder::logits(const at::Tensor& hidden) const {
    return at::linear(hidden, m_weights.output.to(hidden.scalar_type())); // [M, V]
}

} // namespace tiebreak
