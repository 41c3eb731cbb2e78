// The half of Decoder that samples: prefill and step over a KvCache, no gradient.
#include "model/activate.h"
#include "model/attention.h"
#include "model/decoder.h"
#include "model/inference_weights.h"
#include "model/weight_layout.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

void Decoder::packForInference(std::int64_t width, PlainWeights plain) {
    const c10::NoGradGuard noGradient;
    TORCH_CHECK(!m_plainReleased, "the plain weights were released: nothing to pack anew");
    const bool release = plain == PlainWeights::Release;
    auto packed = std::make_shared<InferenceWeights>(m_weights);
    if (release && m_weights.output.defined() && !m_weights.output.is_same(m_weights.embedding))
        m_weights.output = at::empty_like(m_weights.output, at::kMeta); // the packed one has it
    packed->pack({m_adapterEnabled, width, m_dtype, release});
    m_inference = std::move(packed);
    m_plainReleased = release;
}

void Decoder::dropInferenceWeights() {
    TORCH_CHECK(!m_plainReleased, "the plain weights were released: only sampling is left");
    m_inference = std::make_shared<InferenceWeights>(m_weights);
}

KvCache Decoder::makeCache(std::int64_t rows, std::int64_t length) const {
    return {m_config, m_dtype, device(), rows, length};
}

at::Tensor Decoder::normRows(const at::Tensor& x, const Norm& norm) const {
    if (m_config.norm == NormKind::Layer)
        return at::layer_norm(x, {x.size(1)}, norm.weight.to(m_dtype), norm.bias.to(m_dtype),
                              m_config.normEpsilon);
    return rmsNormRows(x, normScale(norm), m_config.normEpsilon);
}

/// Queries and keys of `queryKeyValue` [M, (H + 2 K) S] normed head by head, in place.
void Decoder::normHeads(at::Tensor& queryKeyValue, const DecoderLayer& layer) const {
    const auto heads = queryKeyValue.view({queryKeyValue.size(0), -1, m_config.headSize});
    const auto apply = [&](std::int64_t first, std::int64_t count, const Norm& norm) {
        auto part = heads.narrow(1, first, count); // [M, count, S]
        part.copy_(normRows(part.reshape({-1, m_config.headSize}), norm).view(part.sizes()));
    };
    apply(0, m_config.heads, layer.queryNorm);
    apply(m_config.heads, m_config.keyHeads, layer.keyNorm);
}

at::Tensor Decoder::decodeFeedForward(const InferenceLayer& fast, const at::Tensor& x) const {
    const auto gateUp =
        fast.gateUp.apply(x, m_adapterEnabled); // [M, 2 F], or [M, F] without a gate
    if (!hfLayout(m_config.architecture).gated)
        return fast.down.apply(activate(m_config.activation, gateUp), m_adapterEnabled);
    if (m_config.activation == Activation::Silu)
        return fast.down.apply(swigluRows(gateUp), m_adapterEnabled); // [M, D]
    const auto halves = gateUp.chunk(2, 1);
    return fast.down.apply(activate(m_config.activation, halves[0]) * halves[1], m_adapterEnabled);
}

void Decoder::finishLayer(at::Tensor& x, at::Tensor attended, std::size_t index) const {
    const auto& layer = m_weights.layers[index];
    const auto& fast = m_inference->layers()[index];
    if (m_config.postNorms)
        attended = normRows(attended, layer.postAttentionNorm);
    if (m_config.parallelResidual) {
        const auto fed = decodeFeedForward(fast, normRows(x, layer.feedForwardNorm));
        x.add_(attended).add_(fed);
        return;
    }
    x.add_(attended);
    auto fed = decodeFeedForward(fast, normRows(x, layer.feedForwardNorm));
    if (m_config.postNorms)
        fed = normRows(fed, layer.postFeedForwardNorm);
    x.add_(fed);
}

at::Tensor Decoder::runLayers(at::Tensor x, const Mix& mix) const {
    for (std::size_t i = 0; i < m_weights.layers.size(); ++i) {
        const auto& layer = m_weights.layers[i];
        const auto& fast = m_inference->layers()[i];
        auto qkv = inHeadOrder(fast.queryKeyValue.apply(normRows(x, layer.inputNorm),
                                                        m_adapterEnabled)); // [M, (H + 2 K) S]
        if (m_config.queryKeyNorm)
            normHeads(qkv, layer);
        finishLayer(x, fast.output.apply(mix(i, qkv), m_adapterEnabled), i);
    }
    return x; // [M, D]
}

at::Tensor Decoder::prefillAttention(at::Tensor& qkv, KvCache& cache, std::size_t index,
                                     std::int64_t row, const std::vector<Angles>& angles) const {
    const auto count = qkv.size(0);
    const auto heads = qkv.view({count, -1, m_config.headSize}); // [P, H + 2 K, S]
    const auto H = m_config.heads, K = m_config.keyHeads;
    const auto& rule = m_config.attention[index];
    const auto turned = [&](const at::Tensor& part) {
        if (rule.rotary < 0)
            return part;
        const auto& [cosine, sine] = angles[static_cast<std::size_t>(rule.rotary)];
        return rotate(part, cosine, sine);
    };
    const auto layer = static_cast<std::int64_t>(index);
    const auto before = cache.length(row);
    const auto keys = cache.keys(layer).select(0, row);     // [K, capacity, S]
    const auto values = cache.values(layer).select(0, row); // [K, capacity, S]
    keys.narrow(1, before, count).copy_(turned(heads.narrow(1, H, K)).transpose(0, 1));
    values.narrow(1, before, count).copy_(heads.narrow(1, H + K, K).transpose(0, 1));
    return suffixAttention(turned(heads.narrow(1, 0, H)), keys.narrow(1, 0, before + count),
                           values.narrow(1, 0, before + count),
                           {rule.scale, rule.window, m_config.attentionSoftCap})
        .reshape({count, -1}); // [P, H S]
}

/// Appends `ids` to `row`, which is to have `length` tokens in the end. // [P, D]
at::Tensor Decoder::fill(const at::Tensor& ids, KvCache& cache, std::int64_t row,
                         std::int64_t length) const {
    const auto first = cache.length(row);
    const auto count = ids.numel();
    const auto positions = at::arange(first, first + count, ids.options().device(device()));
    const auto angles = anglesOf(positions, length);
    const auto x =
        runLayers(embed(ids.to(device()), positions), [&](std::size_t index, at::Tensor& qkv) {
            return prefillAttention(qkv, cache, index, row, angles);
        });
    cache.advance(row, ids);
    return x;
}

bool Decoder::anglesChange(std::int64_t before, std::int64_t after, bool atOnce) const {
    // Where a growing row changes from short to long factors, only Phi-3 begins anew in
    // transformers; others keep the keys of earlier steps as they were turned.
    if (!atOnce && m_config.architecture != "phi3")
        return false;
    for (const auto& rotary : m_rotaries)
        if (rotary.changes(before, after, atOnce))
            return true;
    return false;
}

at::Tensor Decoder::prefill(const at::Tensor& ids, KvCache& cache, std::int64_t row,
                            at::Tensor* everyLogit) const {
    const c10::NoGradGuard noGradient;
    const auto count = ids.numel();
    TORCH_CHECK(count > 0, "prefill of no tokens");
    cache.reserve(row, count);
    const auto before = cache.length(row);
    auto all = ids;
    if (anglesChange(before, before + count, true)) {
        all = at::cat({cache.ids(row).to(ids.options()), ids}, 0);
        cache.truncate(row, 0);
    }
    const auto x = fill(all, cache, row, before + count).narrow(0, all.numel() - count, count);
    const auto wanted = everyLogit ? x : x.narrow(0, count - 1, 1);
    const auto logits = decodeLogits(wanted); // [1 or P, V]
    if (everyLogit)
        *everyLogit = logits;
    return logits.select(0, logits.size(0) - 1); // [V]
}

at::Tensor Decoder::decodeLogits(const at::Tensor& x) const {
    const auto normed = normRows(x.contiguous(), m_weights.finalNorm);
    const auto logits = m_inference->output().apply(normed, m_adapterEnabled); // [M, V]
    return softCapped(logits).to(at::kFloat);
}

at::Tensor Decoder::decodeRows(const at::Tensor& ids, KvCache& cache, std::int64_t firstRow,
                               std::int64_t rows) const {
    std::vector<const at::Tensor*> tables;
    for (const auto& rotary : m_rotaries)
        tables.push_back(&rotary.table(cache.longest() + 1));
    const auto begin = cache.lengths().begin() + firstRow;
    const std::vector<std::int64_t> lengths(begin, begin + rows);
    at::Tensor positions;
    if (m_weights.positions.defined())
        positions = at::constant_pad_nd(at::tensor(lengths, at::kLong), {0, ids.numel() - rows})
                        .to(device()); // [W]
    const at::Tensor none;
    const auto mix = [&](std::size_t index, at::Tensor& qkv) {
        const auto layer = static_cast<std::int64_t>(index);
        auto keys = cache.keys(layer).narrow(0, firstRow, rows);
        auto values = cache.values(layer).narrow(0, firstRow, rows);
        const auto rotary = m_config.attention[index].rotary;
        const auto& angles = rotary < 0 ? none : *tables[static_cast<std::size_t>(rotary)];
        return decodeAttention(qkv, keys, values, lengths, angles, m_shapes[index]); // [W, H S]
    };
    // More rows than `rows` may be in `ids`: those count for nothing.
    return decodeLogits(runLayers(embed(ids, positions), mix)).narrow(0, 0, rows);
}

/// Rows whose next token lies where all their angles change are computed anew up to it.
void Decoder::turnAnew(KvCache& cache) const {
    for (std::int64_t row = 0; row < cache.rows(); ++row) {
        const auto length = cache.length(row);
        if (!anglesChange(length, length + 1, false))
            continue;
        const auto ids = cache.ids(row);
        cache.truncate(row, 0);
        fill(ids, cache, row, length + 1);
    }
}

at::Tensor Decoder::step(const at::Tensor& ids, KvCache& cache, const StepOptions& options) const {
    const c10::NoGradGuard noGradient;
    const auto rows = cache.rows();
    TORCH_CHECK(rows > 0 && ids.numel() == rows, "step of ", ids.numel(), " tokens over ", rows,
                " rows");
    cache.reserve(-1, 1);
    turnAnew(cache);
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
        cache.advance(row, ids.narrow(0, row, 1));
    return logits.size() == 1 ? logits.front() : at::cat(logits, 0); // [W, V]
}

} // namespace tiebreak
