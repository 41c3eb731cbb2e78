#include "training/selftest/tiny_model.h"

#include "base/random_stream.h"
#include "model/save_model.h"
#include "model/weight_places.h"

#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>
#include <c10/util/accumulate.h>
#include <cassert>
#include <cmath>

namespace tiebreak {

namespace {

constexpr std::uint64_t kSeed = 20260401;
constexpr std::uint64_t kRowStream = 1000;

ModelConfig tinyConfig() {
    const auto config = modelConfigFromJson({{"model_type", "llama"},
                                             {"hidden_size", 64},
                                             {"num_hidden_layers", 2},
                                             {"num_attention_heads", 4},
                                             {"num_key_value_heads", 2},
                                             {"head_dim", 16},
                                             {"intermediate_size", 96},
                                             {"vocab_size", 320},
                                             {"max_position_embeddings", 256},
                                             {"rms_norm_eps", 1e-5},
                                             {"rope_theta", 10000.0},
                                             {"hidden_act", "silu"},
                                             {"tie_word_embeddings", false},
                                             {"bos_token_id", 1},
                                             {"eos_token_id", 2}});
    assert(config);
    return *config;
}

/// Normal numbers; each tensor has a stream of its own.
class WeightMaker {
public:
    explicit WeightMaker(at::TensorOptions options)
        : m_options(options) {}

    at::Tensor make(const WeightPlace& place, bool isOutput) {
        if (place.role == WeightRole::Norm)
            return at::ones(place.shape, m_options) + normal(place.shape, 0.1);
        const double fanIn = static_cast<double>(place.shape.back());
        const bool table = place.role == WeightRole::Table && !isOutput;
        return normal(place.shape, table ? 0.5 : 1.5 / std::sqrt(fanIn));
    }

private:
    at::Tensor normal(const std::vector<std::int64_t>& shape, double scale) {
        RandomStream random(kSeed, m_stream++);
        std::vector<float> values(static_cast<std::size_t>(c10::multiply_integers(shape)));
        for (auto& value : values)
            value = static_cast<float>(random.normal() * scale);
        return at::tensor(values, at::kFloat).view(shape).to(m_options);
    }

    at::TensorOptions m_options;
    std::uint64_t m_stream = 0;
};

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
    DecoderWeights weights = emptyWeights(config);
    for (const auto& place : weightPlaces(weights, config, hfLayout(config.architecture)))
        *place.tensor = make.make(place, place.tensor == &weights.output);
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
