#include "model/decoder.h"

#include "model/attention.h"
#include "model/fused_functions.h"
#include "model/inference_weights.h"
#include "model/rotary.h"

#include <ATen/ATen.h>

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
    return layer.forward(x, m_adapterEnabled, m_training);
}

at::Tensor Decoder::norm(const at::Tensor& x, const at::Tensor& weight) const {
    return rmsNorm(x, weight.to(m_dtype), m_config.rmsEpsilon);
}

at::Tensor Decoder::attend(const DecoderLayer& layer, const at::Tensor& x, const PackedInput& input,
                           const Angles& angles) const {
    const auto heads = [&](const Linear& part, std::int64_t count) {
        return linear(part, x).view({x.size(0), count, m_config.headSize}); // [N, count, S]
    };
    const auto query = rotateHeads(heads(layer.query, m_config.heads), angles.first, angles.second);
    const auto key = rotateHeads(heads(layer.key, m_config.keyHeads), angles.first, angles.second);
    const auto value = heads(layer.value, m_config.keyHeads);
    const auto mixed = packedAttention(query, key, value, input.rows); // [N, H, S]
    return linear(layer.output, mixed.reshape({x.size(0), -1}));       // [N, D]
}

at::Tensor Decoder::feedForward(const DecoderLayer& layer, const at::Tensor& x) const {
    return linear(layer.down, swiglu(linear(layer.gate, x), linear(layer.up, x))); // [N, D]
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
        x = layerForward(layer, x, input, angles);
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
