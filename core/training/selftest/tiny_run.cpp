#include "training/selftest/tiny_run.h"

#include "base/random_stream.h"
#include "training/dpo/dpo_trainer.h"
#include "training/ppo/ppo_trainer.h"
#include "training/selftest/tiny_model.h"

#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

constexpr std::uint64_t kAdapterStream = 2000;
constexpr double kAdapterScale = 0.05;
constexpr std::size_t kPairs = 16;

RunConfig tinyConfig(c10::Device device, const std::filesystem::path& model) {
    RunConfig config;
    config.model = model.string();
    config.dtype = "float32";
    config.device = device.is_cuda() ? "cuda" : "cpu";
    config.schedule = "constant";
    config.maxLength = 128;
    return config;
}

/// B is zero at first; a test of the adapter needs one that does something.
void fillB(Decoder& decoder) {
    const c10::NoGradGuard guard;
    std::uint64_t stream = kAdapterStream;
    for (auto& [name, tensor] : decoder.adapterTensors()) {
        RandomStream random(1, stream++);
        if (name.find("lora_B") == std::string::npos)
            continue;
        std::vector<float> values(static_cast<std::size_t>(tensor.numel()));
        for (auto& value : values)
            value = static_cast<float>(random.normal() * kAdapterScale);
        tensor.detach().copy_(at::tensor(values, at::kFloat).view(tensor.sizes()));
    }
}

Result<std::vector<double>> rewardShortness(const std::vector<ScoredResponse>& responses) {
    std::vector<double> scores;
    for (const auto& response : responses)
        scores.push_back(1.0 / static_cast<double>(1 + response.ids.size()));
    return scores;
}

} // namespace

RunConfig tinyDpoConfig(c10::Device device, const std::filesystem::path& model, bool lora) {
    RunConfig config = tinyConfig(device, model);
    config.method = "dpo";
    config.batchSize = 4;
    config.learningRate = lora ? 1e-3 : 1e-4;
    config.maxSteps = 20;
    if (lora)
        config.lora = LoraConfig{};
    return config;
}

RunConfig tinyPpoConfig(c10::Device device, const std::filesystem::path& model) {
    RunConfig config = tinyConfig(device, model);
    config.method = "ppo";
    config.learningRate = 1e-4;
    config.maxSteps = 2;
    config.lora = LoraConfig{};
    config.ppo.rolloutBatch = 16;
    config.ppo.epochs = 1;
    config.ppo.responseMin = 1;
    config.ppo.responseMax = 16;
    return config;
}

Result<std::unique_ptr<Trainer>> makeTinyDpo(const RunConfig& config) {
    TB_ASSIGN(auto policy, loadPolicy(config));
    PreferenceData data;
    data.rows = tinyPairs(kPairs);
    data.lines = static_cast<std::int64_t>(data.rows.size());
    TB_ASSIGN(auto trainer, DpoTrainer::make(config, std::move(policy), {}, std::move(data)));
    return std::unique_ptr<Trainer>(std::move(trainer));
}

Result<std::unique_ptr<Trainer>> makeTinyPpo(const RunConfig& config) {
    TB_ASSIGN(auto policy, loadPolicy(config));
    std::vector<std::vector<std::int64_t>> prompts;
    for (const auto& pair : tinyPairs(kPairs))
        prompts.push_back(pair.prompt);
    TB_ASSIGN(auto trainer,
              PpoTrainer::make(config, std::move(policy), {}, std::move(prompts), rewardShortness));
    return std::unique_ptr<Trainer>(std::move(trainer));
}

Result<std::vector<nlohmann::ordered_json>> runSteps(Trainer& trainer, std::int64_t count) {
    std::vector<nlohmann::ordered_json> lines;
    for (std::int64_t step = 0; step < count; ++step) {
        TB_ASSIGN(auto outcome, trainer.step(step, [] { return Status(); }));
        if (outcome.failure)
            return *outcome.failure;
        lines.push_back(std::move(outcome.line));
    }
    return lines;
}

Result<PolicyModel> makeTinyPolicy(c10::Device device, c10::ScalarType dtype) {
    PolicyModel policy{makeTinyModel(device, dtype), LoraOptions{}};
    TB_TRY(attachLora(*policy.decoder, *policy.lora));
    fillB(*policy.decoder);
    return policy;
}

} // namespace tiebreak
