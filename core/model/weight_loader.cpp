#include "model/weight_loader.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <mutex>

namespace tiebreak {

namespace {

/// One tensor to be read: where it goes, its name, the shape it must have.
struct Wanted {
    at::Tensor* target;
    std::string name;
    std::vector<std::int64_t> shape;
};

void wantLayer(DecoderLayer& layer, std::size_t index, const ModelConfig& config,
               std::vector<Wanted>& list) {
    const auto D = config.width, F = config.feedForward;
    const auto queries = config.heads * config.headSize, keys = config.keyHeads * config.headSize;
    const std::vector<std::vector<std::int64_t>> shapes{
        {queries, D}, {keys, D}, {keys, D}, {D, queries}, {F, D}, {F, D}, {D, F}};
    const auto prefix = "model.layers." + std::to_string(index) + ".";
    list.push_back({&layer.inputNorm, prefix + "input_layernorm.weight", {D}});
    list.push_back({&layer.feedForwardNorm, prefix + "post_attention_layernorm.weight", {D}});
    const auto linears = linearLayers(layer);
    for (std::size_t i = 0; i < linears.size(); ++i) {
        const auto& [name, linear] = linears[i];
        list.push_back({&linear->weight, prefix + name + ".weight", shapes[i]});
        const bool attention = name.rfind("self_attn", 0) == 0;
        if (attention ? config.attentionBias : config.feedForwardBias)
            list.push_back({&linear->bias, prefix + name + ".bias", {shapes[i][0]}});
    }
}

std::vector<Wanted> wantedOf(DecoderWeights& weights, const ModelConfig& config, bool withOutput) {
    const std::vector<std::int64_t> table{config.vocabulary, config.width};
    std::vector<Wanted> list{{&weights.embedding, "model.embed_tokens.weight", table},
                             {&weights.finalNorm, "model.norm.weight", {config.width}}};
    if (!config.tiedOutput && withOutput)
        list.push_back({&weights.output, "lm_head.weight", table});
    for (std::size_t i = 0; i < weights.layers.size(); ++i)
        wantLayer(weights.layers[i], i, config, list);
    return list;
}

/// Reads the wanted tensors from several threads; the first error stops the rest.
class Loading {
public:
    Loading(const WeightSource& source, c10::ScalarType dtype, const LoadOptions& options,
            std::size_t total)
        : m_source(source)
        , m_dtype(dtype)
        , m_options(options)
        , m_total(total) {}

    void take(const Wanted& wanted) {
        if (stopped())
            return;
        auto tensor = readOne(wanted);
        const std::lock_guard lock(m_mutex);
        if (!tensor && !m_error)
            m_error = tensor.error();
        if (!tensor)
            return;
        *wanted.target = *tensor;
        ++m_done;
        if (m_options.progress)
            m_options.progress(static_cast<double>(m_done) / static_cast<double>(m_total));
    }

    Status status() const { return m_error ? Status(*m_error) : Status(); }

private:
    bool stopped() {
        const std::lock_guard lock(m_mutex);
        if (!m_error && m_options.cancelled && m_options.cancelled())
            m_error = Error{ErrorCode::Cancelled, "loading was cancelled", {}, {}};
        return m_error.has_value();
    }

    Result<at::Tensor> readOne(const Wanted& wanted) const {
        TB_ASSIGN(const auto tensor, m_source.read(wanted.name));
        if (tensor.sizes() != at::IntArrayRef(wanted.shape))
            return Error{ErrorCode::BadFile,
                         "tensor '" + wanted.name + "': shape " + c10::str(tensor.sizes()) +
                             ", the configuration says " + c10::str(at::IntArrayRef(wanted.shape)),
                         {},
                         {}};
        if (!tensor.is_floating_point())
            return Error{
                ErrorCode::BadFile, "tensor '" + wanted.name + "': holds no real numbers", {}, {}};
        return tensor.to(m_options.device, m_dtype);
    }

    const WeightSource& m_source;
    c10::ScalarType m_dtype;
    const LoadOptions& m_options;
    std::size_t m_total;
    std::size_t m_done = 0;
    std::optional<Error> m_error;
    std::mutex m_mutex;
};

} // namespace

Result<DecoderWeights> loadWeights(const WeightSource& source, const ModelConfig& config,
                                   c10::ScalarType dtype, const LoadOptions& options) {
    DecoderWeights weights;
    if (!source.has("model.layers." + std::to_string(config.layers - 1) +
                    ".input_layernorm.weight"))
        return Error{ErrorCode::BadFile,
                     "layer " + std::to_string(config.layers - 1) +
                         ": not in the file, though there are " + std::to_string(config.layers) +
                         " layers",
                     {},
                     {}};
    weights.layers.resize(static_cast<std::size_t>(config.layers));
    const auto list = wantedOf(weights, config, options.withOutput);
    Loading loading(source, dtype, options, list.size());
    const auto count = static_cast<std::int64_t>(list.size());
    at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
        const c10::NoGradGuard noGradient;
        for (auto i = begin; i < end; ++i)
            loading.take(list[static_cast<std::size_t>(i)]);
    });
    TB_TRY(loading.status());
    if (config.tiedOutput)
        weights.output = weights.embedding;
    return weights;
}

} // namespace tiebreak
