#include "model/encoder.h"

#include "model/activate.h"
#include "model/attention.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <cmath>

namespace tiebreak {

Encoder::Encoder(ModelConfig config, EncoderWeights weights)
    : m_config(std::move(config))
    , m_weights(std::move(weights)) {}

at::Tensor Encoder::norm(const at::Tensor& x, const Norm& norm) const {
    return at::layer_norm(x, {x.size(1)}, norm.weight, norm.bias, m_config.normEpsilon);
}

/// Norms stand after each part (Devlin et al. 2018), not before it.
at::Tensor Encoder::layerForward(const EncoderLayer& layer, const at::Tensor& x,
                                 const std::vector<PackedRow>& rows) const {
    const auto heads = [&](const Linear& part) {
        return part.forward(x, false, false)
            .view({x.size(0), m_config.heads, m_config.headSize}); // [N, H, S]
    };
    const double scale = 1.0 / std::sqrt(static_cast<double>(m_config.headSize));
    const auto mixed =
        rowAttention(heads(layer.query), heads(layer.key), heads(layer.value), rows, scale);
    const auto attended = layer.output.forward(mixed.reshape(x.sizes()), false, false);
    const auto middle = norm(x + attended, layer.attentionNorm); // [N, D]
    const auto inner = activate(m_config.activation, layer.up.forward(middle, false, false));
    return norm(middle + layer.down.forward(inner, false, false), layer.outputNorm);
}

at::Tensor Encoder::hiddenStates(const EncoderInput& input,
                                 std::vector<at::Tensor>* everyLayer) const {
    const c10::NoGradGuard noGradient;
    auto x = at::embedding(m_weights.words, input.rows.ids) +
             at::embedding(m_weights.positions, input.rows.positions);
    if (m_weights.types.defined())
        x = x + at::embedding(m_weights.types, input.types);
    x = norm(x, m_weights.embeddingNorm); // [N, D]
    for (const auto& layer : m_weights.layers) {
        if (everyLayer)
            everyLayer->push_back(x);
        x = layerForward(layer, x, input.rows.rows);
    }
    if (everyLayer)
        everyLayer->push_back(x);
    return x;
}

at::Tensor Encoder::scores(const at::Tensor& hidden, const std::vector<PackedRow>& rows) const {
    const c10::NoGradGuard noGradient;
    std::vector<std::int64_t> starts;
    std::int64_t begin = 0;
    for (const auto& row : rows) {
        starts.push_back(begin);
        begin += row.length();
    }
    const auto first = hidden.index_select(0, at::tensor(starts, at::kLong).to(hidden.device()));
    const auto pooled = m_weights.pooler.forward(first, false, false); // [B, D]
    const auto bent = m_config.architecture == "distilbert" ? at::relu(pooled) : at::tanh(pooled);
    return m_weights.classifier.forward(bent, false, false).to(at::kFloat); // [B, labels]
}

Status validate(const EncoderInput& input, const ModelConfig& config) {
    TB_TRY(validate(input.rows, config.vocabulary, config.context + config.firstPosition));
    const auto kinds = std::max<std::int64_t>(1, config.typeVocabulary);
    const auto worst = input.types.numel() == 0 ? 0 : input.types.max().item<std::int64_t>();
    if (input.types.numel() != input.rows.tokens() || worst >= kinds ||
        input.types.min().item<std::int64_t>() < 0)
        return Error{ErrorCode::BadArgument,
                     "token type " + std::to_string(worst) + ": one a token, 0 to " +
                         std::to_string(kinds - 1),
                     {},
                     {}};
    return {};
}

} // namespace tiebreak
