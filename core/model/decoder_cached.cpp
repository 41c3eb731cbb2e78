// The half of Decoder that samples: prefill and step over a KvCache, no gradient.
#include "model/attention.h"
#include "model/decoder.h"
#include "model/inference_weights.h"
#include "model/rotary.h"
#include "tensor/decode_kernels.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

void Decoder::packForInference(std::int64_t width) {
    const c10::NoGradGuard noGradient;
    auto packed = std::make_shared<InferenceWeights>(m_weights);
    packed->pack(m_adapterEnabled, width, m_dtype);
    m_inference = std::move(packed);
}

void Decoder::dropInferenceWeights() {
    m_inference = std::make_shared<InferenceWeights>(m_weights);
}

KvCache Decoder::makeCache(std::int64_t rows, std::int64_t length) const {
    return {m_config, m_dtype, device(), rows, length};
}

const at::Tensor& Decoder::angleTable(std::int64_t positions) const {
    if (m_angleTable.defined() && m_angleTable.size(0) >= positions)
        return m_angleTable;
    const auto rows = std::max<std::int64_t>(2 * positions, 256);
    const auto places = at::arange(rows, at::TensorOptions(at::kFloat).device(device()));
    const auto angles = places.unsqueeze(1) * m_frequencies.unsqueeze(0); // [rows, S/2]
    m_angleTable = at::cat({angles.cos(), angles.sin()}, 1);              // [rows, S]
    return m_angleTable;
}

at::Tensor Decoder::decodeFeedForward(const InferenceLayer& fast, const DecoderLayer& layer,
                                      const at::Tensor& x) const {
    const auto normed = rmsNormRows(x, layer.feedForwardNorm.to(m_dtype), m_config.rmsEpsilon);
    const auto gateUp = fast.gateUp.apply(normed, m_adapterEnabled); // [M, 2 F]
    return fast.down.apply(swigluRows(gateUp), m_adapterEnabled);    // [M, D]
}

at::Tensor Decoder::prefillAttention(at::Tensor& qkv, KvCache& cache, std::int64_t layer,
                                     std::int64_t row, const Angles& angles) const {
    const auto count = qkv.size(0);
    const auto heads = qkv.view({count, -1, m_config.headSize}); // [P, H + 2 K, S]
    const auto H = m_config.heads, K = m_config.keyHeads;
    const auto query = rotate(heads.narrow(1, 0, H), angles.first, angles.second);
    const auto key = rotate(heads.narrow(1, H, K), angles.first, angles.second);
    const auto before = cache.length(row);
    const auto keys = cache.keys(layer).select(0, row);     // [K, capacity, S]
    const auto values = cache.values(layer).select(0, row); // [K, capacity, S]
    keys.narrow(1, before, count).copy_(key.transpose(0, 1));
    values.narrow(1, before, count).copy_(heads.narrow(1, H + K, K).transpose(0, 1));
    return suffixAttention(query, keys.narrow(1, 0, before + count),
                           values.narrow(1, 0, before + count))
        .reshape({count, -1}); // [P, H S]
}

at::Tensor Decoder::prefill(const at::Tensor& ids, KvCache& cache, std::int64_t row,
                            at::Tensor* everyLogit) const {
    const c10::NoGradGuard noGradient;
    const auto count = ids.numel();
    TORCH_CHECK(count > 0, "prefill of no tokens");
    cache.reserve(row, count);
    const auto first = cache.length(row);
    const auto positions = at::arange(first, first + count, ids.options().device(device()));
    const auto angles = rotaryAngles(positions, m_frequencies);
    auto x = embed(ids.to(device())); // [P, D]
    for (std::size_t i = 0; i < m_weights.layers.size(); ++i) {
        const auto& layer = m_weights.layers[i];
        const auto& fast = m_inference->layers()[i];
        const auto normed = rmsNormRows(x, layer.inputNorm.to(m_dtype), m_config.rmsEpsilon);
        auto qkv = fast.queryKeyValue.apply(normed, m_adapterEnabled); // [P, (H + 2 K) S]
        const auto mixed = prefillAttention(qkv, cache, static_cast<std::int64_t>(i), row, angles);
        x.add_(fast.output.apply(mixed, m_adapterEnabled));
        x.add_(decodeFeedForward(fast, layer, x));
    }
    cache.advance(row, count);
    const auto wanted = everyLogit ? x : x.narrow(0, count - 1, 1);
    const auto all = decodeLogits(wanted); // [1 or P, V]
    if (everyLogit)
        *everyLogit = all;
    return all.select(0, all.size(0) - 1); // [V]
}

at::Tensor Decoder::decodeLogits(const at::Tensor& x) const {
    const auto normed =
        rmsNormRows(x.contiguous(), m_weights.finalNorm.to(m_dtype), m_config.rmsEpsilon);
    return m_inference->output().apply(normed, m_adapterEnabled).to(at::kFloat); // [M, V]
}

at::Tensor Decoder::decodeRows(const at::Tensor& ids, KvCache& cache, std::int64_t firstRow,
                               std::int64_t rows) const {
    const auto& angles = angleTable(cache.longest() + 1);
    const DecodeShape shape{m_config.heads, m_config.keyHeads, m_config.headSize};
    const auto begin = cache.lengths().begin() + firstRow;
    const std::vector<std::int64_t> lengths(begin, begin + rows);
    auto x = embed(ids); // [W, D], or more rows than `rows`: those count for nothing
    for (std::size_t i = 0; i < m_weights.layers.size(); ++i) {
        const auto& layer = m_weights.layers[i];
        const auto& fast = m_inference->layers()[i];
        const auto normed = rmsNormRows(x, layer.inputNorm.to(m_dtype), m_config.rmsEpsilon);
        auto qkv = fast.queryKeyValue.apply(normed, m_adapterEnabled); // [W, (H + 2 K) S]
        auto keys = cache.keys(static_cast<std::int64_t>(i)).narrow(0, firstRow, rows);
        auto values = cache.values(static_cast<std::int64_t>(i)).narrow(0, firstRow, rows);
        const auto mixed = decodeAttention(qkv, keys, values, lengths, angles, shape); // [W, H S]
        x.add_(fast.output.apply(mixed, m_adapterEnabled));
        x.add_(decodeFeedForward(fast, layer, x));
    }
    return decodeLogits(x).narrow(0, 0, rows);
}

at::Tensor Decoder::step(const at::Tensor& ids, KvCache& cache, const StepOptions& options) const {
    const c10::NoGradGuard noGradient;
    const auto rows = cache.rows();
    TORCH_CHECK(rows > 0 && ids.numel() == rows, "step of ", ids.numel(), " tokens over ", rows,
                " rows");
    cache.reserve(-1, 1);
    const auto width = options.fixedWidth > 0 ? options.fixedWidth : rows;
    const auto tokens = ids.to(device());
    std::vector<at::Tensor> logits;
    for (std::int64_t first = 0; first < rows; first += width) {
        const auto count = std::min(width, rows - first);
        const auto part = tokens.narrow(0, first, count);
        const auto full = count == width ? part : at::constant_pad_nd(part, {0, width - count});
        logits.push_back(decodeRows(full, cache, first, count));
    }
    for (std::int64_t row = 0; row < rows; ++row)
        cache.advance(row, 1);
    return logits.size() == 1 ? logits.front() : at::cat(logits, 0); // [W, V]
}

} // namespace tiebreak
