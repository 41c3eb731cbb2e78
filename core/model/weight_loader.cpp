#include "model/weight_loader.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <mutex>

namespace tiebreak {

namespace {

/// Reads the wanted tensors from several threads; the first error stops the rest.
class Loading {
public:
    Loading(const WeightSource& source, c10::ScalarType dtype, const LoadOptions& options,
            std::size_t total)
        : m_source(source)
        , m_dtype(dtype)
        , m_options(options)
        , m_total(total) {}

    void take(const WeightPlace& wanted) {
        if (stopped())
            return;
        auto tensor = m_options.keepQuantised && wanted.linear ? keepOne(wanted) : readOne(wanted);
        const std::lock_guard lock(m_mutex);
        if (!tensor && !m_error)
            m_error = tensor.error();
        if (!tensor)
            return;
        *wanted.tensor = *tensor;
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

    /// Leaves the blocks where they lie; a weight that has none is read.
    Result<at::Tensor> keepOne(const WeightPlace& wanted) const {
        TB_ASSIGN(const auto blocks, m_source.blocks(wanted.name));
        if (!blocks || blocks->span().shape != wanted.shape)
            return readOne(wanted); // or says which shape is wrong
        wanted.linear->blocks = blocks;
        return at::empty(wanted.shape, at::TensorOptions(m_dtype).device(at::kMeta));
    }

    Result<at::Tensor> readOne(const WeightPlace& wanted) const {
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
    const auto& layout = hfLayout(config.architecture);
    const auto last = static_cast<std::size_t>(config.layers - 1);
    if (!source.has(layerPrefix(layout, last) + layout.inputNorm + ".weight"))
        return Error{ErrorCode::BadFile,
                     "layer " + std::to_string(last) + ": not in the file, though there are " +
                         std::to_string(config.layers) + " layers",
                     {},
                     {}};
    auto weights = emptyWeights(config);
    auto places = weightPlaces(weights, config, layout);
    if (!options.withOutput)
        std::erase_if(places, [&](const auto& place) { return place.tensor == &weights.output; });
    TB_TRY(loadPlaces(source, std::move(places), dtype, options));
    if (config.tiedOutput && config.labels == 0)
        weights.output = weights.embedding;
    return weights;
}

Status loadPlaces(const WeightSource& source, const std::vector<WeightPlace>& places,
                  c10::ScalarType dtype, const LoadOptions& options) {
    Loading loading(source, dtype, options, places.size());
    const auto count = static_cast<std::int64_t>(places.size());
    at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
        const c10::NoGradGuard noGradient;
        for (auto i = begin; i < end; ++i)
            loading.take(places[static_cast<std::size_t>(i)]);
    });
    return loading.status();
}

} // namespace tiebreak
