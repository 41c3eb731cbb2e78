#include "model/decoder.h"

#include "model/activate.h"
#include "model/attention.h"
#include "model/fused_functions.h"
#include "model/inference_weights.h"
#include "model/linear_group.h"
#include "model/linear_product.h"
#include "model/recomputed.h"
#include "model/weight_layout.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

std::vector<Rotary> rotariesOf(const ModelConfig& config, c10::Device device) {
    std::vector<Rotary> rotaries;
    for (const auto& rotary : config.rotaries)
        rotaries.emplace_back(rotary, device);
    return rotaries;
}

std::vector<DecodeShape> shapesOf(const ModelConfig& config) {
    std::vector<DecodeShape> shapes;
    for (const auto& layer : config.attention) {
        const auto turning =
            layer.rotary < 0 ? 0 : config.rotaries[static_cast<std::size_t>(layer.rotary)].dims;
        shapes.push_back({config.heads, config.keyHeads, config.headSize, turning, layer.scale,
                          layer.window, config.attentionSoftCap});
    }
    return shapes;
}

} // namespace

Decoder::Decoder(ModelConfig config, DecoderWeights weights)
    : m_config(std::move(config))
    , m_weights(std::move(weights))
    , m_rotaries(rotariesOf(m_config, m_weights.embedding.device()))
    , m_shapes(shapesOf(m_config))
    , m_dtype(m_weights.embedding.scalar_type())
    , m_inference(std::make_shared<InferenceWeights>(m_weights)) {}

Decoder::~Decoder() = default;

c10::Device Decoder::device() const {
    return m_weights.embedding.device();
}

at::Tensor Decoder::embed(const at::Tensor& ids, const at::Tensor& positions) const {
    auto x = at::embedding(m_weights.embedding, ids).to(m_dtype); // [N, D]
    if (m_config.embeddingScale != 1) // rounded to the dtype first, as transformers does
        x = x * at::scalar_tensor(m_config.embeddingScale, x.options());
    if (m_weights.positions.defined())
        x = x + at::embedding(m_weights.positions, positions).to(m_dtype);
    return x;
}

at::Tensor Decoder::linear(const Linear& layer, const at::Tensor& x) const {
    return forwardTogether(x, {&layer}, m_adapterEnabled, m_training).front();
}

at::Tensor Decoder::normScale(const Norm& norm) const {
    return m_config.normAddsOne ? norm.weight.to(at::kFloat) + 1 : norm.weight.to(m_dtype);
}

at::Tensor Decoder::norm(const at::Tensor& x, const Norm& norm) const {
    if (m_config.norm == NormKind::Layer)
        return at::layer_norm(x, {x.size(1)}, norm.weight.to(m_dtype), norm.bias.to(m_dtype),
                              m_config.normEpsilon);
    return rmsNorm(x, normScale(norm), m_config.normEpsilon);
}

/// GPT-NeoX computes q, k and v of a head side by side: all queries first, as others do.
at::Tensor Decoder::inHeadOrder(const at::Tensor& queryKeyValue) const {
    if (!hfLayout(m_config.architecture).interleaved)
        return queryKeyValue;
    const auto rows = queryKeyValue.size(0);
    return queryKeyValue.view({rows, m_config.heads, 3, m_config.headSize})
        .transpose(1, 2)
        .reshape({rows, -1}); // [N, 3 H S]
}

Decoder::Heads Decoder::project(const DecoderLayer& layer, const at::Tensor& x) const {
    const auto H = m_config.heads, K = m_config.keyHeads;
    const auto shaped = [&](const at::Tensor& part, std::int64_t count) {
        return part.view({x.size(0), count, m_config.headSize}); // [N, count, S]
    };
    const auto& parts = layer.queryKeyValue;
    if (parts.size() == 3) {
        const auto all =
            forwardTogether(x, {&parts[0], &parts[1], &parts[2]}, m_adapterEnabled, m_training);
        return {shaped(all[0], H), shaped(all[1], K), shaped(all[2], K)};
    }
    const auto all = shaped(inHeadOrder(linear(parts[0], x)), H + 2 * K);
    return {all.narrow(1, 0, H), all.narrow(1, H, K), all.narrow(1, H + K, K)};
}

at::Tensor Decoder::attend(std::size_t index, const at::Tensor& x, const PackedInput& input,
                           const std::vector<Angles>& angles) const {
    const auto& layer = m_weights.layers[index];
    const auto& rule = m_config.attention[index];
    auto heads = project(layer, x);
    if (m_config.queryKeyNorm) {
        const auto normed = [&](const at::Tensor& part, const Norm& scale) {
            return norm(part.reshape({-1, m_config.headSize}), scale).view(part.sizes());
        };
        heads.query = normed(heads.query, layer.queryNorm);
        heads.key = normed(heads.key, layer.keyNorm);
    }
    if (rule.rotary >= 0) {
        const auto& [cosine, sine] = angles[static_cast<std::size_t>(rule.rotary)];
        heads.query = rotateHeads(heads.query, cosine, sine);
        heads.key = rotateHeads(heads.key, cosine, sine);
    }
    const auto mixed =
        packedAttention(heads.query, heads.key, heads.value, input.rows,
                        {rule.scale, rule.window, m_config.attentionSoftCap}); // [N, H, S]
    return linear(layer.output, mixed.reshape({x.size(0), -1}));               // [N, D]
}

at::Tensor Decoder::feedForward(const DecoderLayer& layer, const at::Tensor& x) const {
    if (!hfLayout(m_config.architecture).gated)
        return linear(layer.down, activate(m_config.activation, linear(layer.gateUp[0], x)));
    const auto F = m_config.feedForward;
    at::Tensor gate, up; // [N, F] each
    if (layer.gateUp.size() == 1) {
        const auto both = linear(layer.gateUp[0], x);
        gate = both.narrow(1, 0, F);
        up = both.narrow(1, F, F);
    } else {
        const auto both =
            forwardTogether(x, {&layer.gateUp[0], &layer.gateUp[1]}, m_adapterEnabled, m_training);
        gate = both[0];
        up = both[1];
    }
    return linear(layer.down, m_config.activation == Activation::Silu
                                  ? swiglu(gate, up)
                                  : activate(m_config.activation, gate) * up); // [N, D]
}

at::Tensor Decoder::layerForward(std::size_t index, const at::Tensor& x, const PackedInput& input,
                                 const std::vector<Angles>& angles) const {
    const auto& layer = m_weights.layers[index];
    auto attended = attend(index, norm(x, layer.inputNorm), input, angles);
    if (m_config.postNorms)
        attended = norm(attended, layer.postAttentionNorm);
    const auto middle = x + attended;
    auto fed =
        feedForward(layer, norm(m_config.parallelResidual ? x : middle, layer.feedForwardNorm));
    if (m_config.postNorms)
        fed = norm(fed, layer.postFeedForwardNorm);
    return middle + fed;
}

std::vector<Angles> Decoder::anglesOf(const at::Tensor& positions, std::int64_t length) const {
    std::vector<Angles> angles;
    for (const auto& rotary : m_rotaries)
        angles.push_back(rotary.angles(positions, length));
    return angles;
}

at::Tensor Decoder::hiddenStates(const PackedInput& input,
                                 std::vector<at::Tensor>* everyLayer) const {
    // The longest row decides for all, as in a batch of transformers.
    const bool lengthMatters = anglesChange(1, m_config.context, true);
    const auto length = lengthMatters ? input.positions.max().item<std::int64_t>() + 1 : 0;
    const auto angles = anglesOf(input.positions, length);
    auto x = embed(input.ids, input.positions); // [N, D]
    for (std::size_t i = 0; i < m_weights.layers.size(); ++i) {
        if (everyLayer)
            everyLayer->push_back(x);
        const auto forward = [this, i, input, angles](const at::Tensor& in) {
            return layerForward(i, in, input, angles);
        };
        x = m_recompute && c10::GradMode::is_enabled() ? recomputed(forward, x) : forward(x);
    }
    x = norm(x, m_weights.finalNorm);
    if (everyLayer)
        everyLayer->push_back(x);
    return x;
}

at::Tensor Decoder::softCapped(const at::Tensor& logits) const {
    const double cap = m_config.labels > 0 ? 0 : m_config.finalSoftCap;
    return cap > 0 ? at::tanh(logits / cap) * cap : logits;
}

at::Tensor Decoder::logits(const at::Tensor& hidden) const {
    return softCapped(linearProduct(hidden, m_weights.output.to(hidden.scalar_type()))); // [M, V]
}

} // namespace tiebreak
