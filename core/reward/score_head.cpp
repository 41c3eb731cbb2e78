#include "reward/score_head.h"

#include "base/random_stream.h"
#include "model/config_json.h"
#include "model/weight_source.h"

#include <ATen/ops/mv.h>
#include <ATen/ops/tensor.h>
#include <cmath>
#include <numbers>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "score.weight";
constexpr double kInitialDeviation = 0.02; ///< transformers' default initializer_range
constexpr std::uint64_t kStream = 0x73636f7265;

Result<at::Tensor> readHead(const fs::path& folder, std::int64_t width) {
    TB_ASSIGN(const auto source, safetensorsSource(folder));
    if (!source->has(kName))
        return at::Tensor();
    TB_ASSIGN(const auto weight, source->read(kName));
    if (weight.dim() != 2 || weight.size(0) != 1 || weight.size(1) != width)
        return Error{ErrorCode::BadFile,
                     std::string("tensor '") + kName + "': shape " + c10::str(weight.sizes()) +
                         ", a reward model of this width has [1, " + std::to_string(width) + "]",
                     folder.string(),
                     {}};
    return weight.to(at::kFloat, false, true);
}

Result<double> initialDeviation(const fs::path& model) {
    if (!fs::is_directory(model))
        return kInitialDeviation;
    TB_ASSIGN(const auto config, readJsonObject((model / "config.json").string()));
    return numberOr(config, "initializer_range", kInitialDeviation);
}

/// Box–Muller over the run's own stream, so that the head is the same on every machine.
at::Tensor randomHead(std::int64_t width, double deviation, std::uint64_t seed) {
    RandomStream random(seed, kStream);
    std::vector<float> values(static_cast<std::size_t>(width));
    for (auto& value : values) {
        const double radius = std::sqrt(-2 * std::log(1 - random.uniform()));
        value = static_cast<float>(deviation * radius *
                                   std::cos(2 * std::numbers::pi * random.uniform()));
    }
    return at::tensor(values, at::kFloat).view({1, width});
}

} // namespace

Result<std::optional<ScoreHead>> ScoreHead::read(const fs::path& model, std::int64_t width,
                                                 c10::Device device) {
    if (!fs::is_directory(model))
        return std::optional<ScoreHead>();
    TB_ASSIGN(const auto found, readHead(model, width));
    return found.defined() ? std::optional(ScoreHead(found.to(device)))
                           : std::optional<ScoreHead>();
}

Result<ScoreHead> ScoreHead::make(const fs::path& model, std::int64_t width, std::uint64_t seed,
                                  c10::Device device) {
    TB_ASSIGN(auto found, read(model, width, device));
    if (found)
        return std::move(*found);
    TB_ASSIGN(const double deviation, initialDeviation(model));
    return ScoreHead(randomHead(width, deviation, seed).to(device));
}

at::Tensor ScoreHead::scores(const at::Tensor& states) const {
    return at::mv(states.to(at::kFloat), m_weight.squeeze(0)); // [B]
}

std::size_t scoredToken(const std::vector<std::int64_t>& ids, std::int64_t padId) {
    for (std::size_t i = ids.size(); i > 0; --i)
        if (ids[i - 1] != padId)
            return i - 1;
    return 0;
}

} // namespace tiebreak
