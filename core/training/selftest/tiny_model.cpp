#include "training/selftest/tiny_model.h"

#include "base/random_stream.h"
#include "model/save_model.h"

#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>
#include <cmath>

namespace tiebreak {

namespace {

constexpr std::uint64_t kSeed = 20260401;
constexpr std::uint64_t kRowStream = 1000;

ModelConfig tinyConfig() {
    ModelConfig config;
    config.width = 64;
    config.layers = 2;
    config.heads = 4;
    config.keyHeads = 2;
    config.headSize = 16;
    config.feedForward = 96;
    config.vocabulary = 320;
    config.context = 256;
    config.eosIds = {2};
    config.bosId = 1;
    return config;
}

/// Normal numbers of deviation `scale`; each tensor has a stream of its own.
class WeightMaker {
public:
    explicit WeightMaker(at::TensorOptions options)
        : m_options(options) {}
    at::Tensor matrix(std::int64_t out, std::int64_t in, double scale) {
        RandomStream random(kSeed, m_stream++);
        std::vector<float> values(static_cast<std::size_t>(out * in));
        for (auto& value : values)
            value = static_cast<float>(random.normal() * scale);
        return at::tensor(values, at::kFloat).view({out, in}).to(m_options); // [out, in]
    }
    Linear linear(std::int64_t out, std::int64_t in) {
        return {matrix(out, in, 1.5 / std::sqrt(static_cast<double>(in))), {}, {}};
    }
    at::Tensor norm(std::int64_t width) {
        return at::ones({width}, m_options) + matrix(1, width, 0.1).view({width});
    }

private:
    at::TensorOptions m_options;
    std::uint64_t m_stream = 0;
};

DecoderLayer makeLayer(WeightMaker& make, const ModelConfig& c) {
    DecoderLayer layer;
    layer.inputNorm = make.norm(c.width);
    layer.query = make.linear(c.heads * c.headSize, c.width);
    layer.key = make.linear(c.keyHeads * c.headSize, c.width);
    layer.value = make.linear(c.keyHeads * c.headSize, c.width);
    layer.output = make.linear(c.width, c.heads * c.headSize);
    layer.feedForwardNorm = make.norm(c.width);
    layer.gate = make.linear(c.feedForward, c.width);
    layer.up = make.linear(c.feedForward, c.width);
    layer.down = make.linear(c.width, c.feedForward);
    return layer;
}

std::vector<std::int64_t> ids(RandomStream& random, std::uint64_t count, std::uint64_t parity) {
    std::vector<std::int64_t> all;
    for (std::uint64_t i = 0; i < count; ++i)
        all.push_back(static_cast<std::int64_t>(4 + 2 * random.below(150) + parity));
    return all;
}

} // namespace

std::shared_ptr<Decoder> makeTinyModel(c10::Device device, c10::ScalarType dtype) {
    const c10::NoGradGuard guard;
    const ModelConfig config = tinyConfig();
    WeightMaker make(at::TensorOptions(dtype).device(device));
    DecoderWeights weights;
    weights.embedding = make.matrix(config.vocabulary, config.width, 0.5);
    for (std::int64_t i = 0; i < config.layers; ++i)
        weights.layers.push_back(makeLayer(make, config));
    weights.finalNorm = make.norm(config.width);
    weights.output = make.linear(config.vocabulary, config.width).weight;
    return std::make_shared<Decoder>(config, std::move(weights));
}

Status saveTinyModel(const std::filesystem::path& folder) {
    return saveModel(*makeTinyModel(), {}, folder);
}

std::vector<PreferenceRow> tinyPairs(std::size_t count) {
    RandomStream random(kSeed, kRowStream);
    std::vector<PreferenceRow> pairs;
    for (std::size_t i = 0; i < count; ++i) {
        PreferenceRow row{{1}, {}, {}};
        for (const auto id : ids(random, 3 + random.below(12), random.below(2)))
            row.prompt.push_back(id);
        row.chosen = ids(random, 4 + random.below(14), 0);
        row.rejected = ids(random, 4 + random.below(14), 1);
        row.chosen.push_back(2);
        row.rejected.push_back(2);
        pairs.push_back(std::move(row));
    }
    return pairs;
}

} // namespace tiebreak
