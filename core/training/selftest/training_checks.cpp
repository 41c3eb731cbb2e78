#include "training/selftest/training_checks.h"

#include "training/data/pair_packing.h"
#include "training/dpo/dpo_step.h"
#include "training/scoring/sequence_scores.h"
#include "training/selftest/first_loss.h"
#include "training/selftest/tiny_model.h"
#include "training/selftest/tiny_run.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/log_softmax.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <cmath>
#include <stdexcept>

namespace tiebreak {

namespace {

using Row = std::vector<std::uint64_t>;

constexpr double kFirstLossLimit = 1e-5;
constexpr double kGradientLimit = 1e-4;
constexpr double kRatioLimit = 1e-4;
constexpr double kDeviceLimit = 1e-3;
constexpr double kLearnedLimit = 0.95;
constexpr double kFloor = 0.01; // shares of smaller numbers are taken of this

constexpr const char* kKnownLosses[] = {
    "sigmoid",   "hinge", "ipo",          "exo_pair", "nca_pair", "robust",   "bco_pair",
    "sppo_hard", "aot",   "aot_unpaired", "apo_zero", "apo_down", "discopop", "sigmoid_norm"};

/// Setting up cannot fail on good code; the caller turns what is thrown into a failed check.
template <class T>
T valueOf(Result<T> result) {
    if (!result)
        throw std::runtime_error(result.error().text());
    return std::move(*result);
}

/// The gradient as one vector, used up. // [P]
at::Tensor takeGradient(const Decoder& decoder) {
    std::vector<at::Tensor> parts;
    for (const auto& [name, parameter] : decoder.trainableParameters()) {
        parts.push_back(parameter.grad().reshape(-1).clone());
        parameter.mutable_grad().reset();
    }
    return at::cat(parts);
}

double share(const at::Tensor& a, const at::Tensor& b) {
    return at::linalg_vector_norm(a - b).item<double>() / at::linalg_vector_norm(b).item<double>();
}

/// DPO's own loss over `pairs` of the tiny policy, ready for its gradient.
struct GradientSetup {
    PolicyModel policy;
    ReferenceModel reference;
    std::vector<PreferenceRow> pairs;
    DpoSettings settings;
};

GradientSetup makeSetup(c10::Device device, const std::string& loss, std::size_t pairs) {
    RunConfig config;
    config.lora = LoraConfig{};
    auto policy = valueOf(makeTinyPolicy(device));
    auto reference = valueOf(ReferenceModel::make(config, policy));
    DpoSettings settings;
    PreferenceOptions options;
    options.labelSmoothing = loss == "exo_pair" || loss == "robust" ? 0.1 : 0;
    settings.objective = valueOf(makePreferenceObjective({loss}, {}, options));
    return {std::move(policy), std::move(reference), tinyPairs(pairs), std::move(settings)};
}

DpoSums addGradient(GradientSetup& setup, const Row& rows, double scale) {
    ReferenceLogps reference(setup.reference, setup.pairs.size(), {});
    return dpoMicroBatch(*setup.policy.decoder, reference, setup.settings, setup.pairs, rows,
                         scale);
}

Row firstRows(std::size_t count, std::uint64_t from = 0) {
    Row rows(count);
    for (std::size_t i = 0; i < count; ++i)
        rows[i] = from + i;
    return rows;
}

/// Per-sequence log-probabilities out of one softmax over everything. // [2 b]
at::Tensor denseLogps(const Decoder& decoder, const CompletionBatch& batch) {
    const auto hidden = decoder.hiddenStates(batch.input).index_select(0, batch.sources);
    const auto logps = at::log_softmax(decoder.logits(hidden), -1) // [M, V]
                           .gather(1, batch.targets.unsqueeze(1))
                           .squeeze(1);
    return sumSequences(batch, logps);
}

/// −log σ(β Δ) by autograd alone.
at::Tensor denseGradient(GradientSetup& setup) {
    std::vector<const PreferenceRow*> pointers;
    for (const auto& pair : setup.pairs)
        pointers.push_back(&pair);
    const Decoder& decoder = *setup.policy.decoder;
    const auto batch = packPairs(pointers, decoder.device());
    at::Tensor frozen;
    {
        const c10::NoGradGuard guard;
        const ReferenceModel::Scope scope(setup.reference);
        frozen = denseLogps(scope.decoder(), batch);
    }
    const c10::AutoGradMode mode(true);
    const auto ratio = (denseLogps(decoder, batch) - frozen).chunk(2);
    (-at::log_sigmoid((ratio[0] - ratio[1]) * setup.settings.objective.options.beta))
        .mean()
        .backward();
    return takeGradient(decoder);
}

/// As an adapter is at first: it adds nothing.
void clearAdapter(const Decoder& decoder) {
    for (auto& [name, tensor] : decoder.adapterTensors())
        if (name.find("lora_B") != std::string::npos)
            tensor.detach().zero_();
}

double firstLossError(c10::Device device, const std::string& loss) {
    GradientSetup setup = makeSetup(device, loss, 4);
    clearAdapter(*setup.policy.decoder);
    const double expected = expectedFirstLoss(setup.settings.objective).value();
    const auto sums = addGradient(setup, firstRows(setup.pairs.size()), 1);
    return std::abs(sums.loss / sums.pairs - expected) / expected;
}

using Lines = std::vector<nlohmann::ordered_json>;

Result<Lines> tinySteps(c10::Device device, const std::filesystem::path& model, bool lora) {
    TB_ASSIGN(const auto trainer, makeTinyDpo(tinyDpoConfig(device, model, lora)));
    return runSteps(*trainer, kSelfTestSteps);
}

/// The largest difference of two runs, as a share of the second's numbers.
double difference(const Lines& a, const Lines& b) {
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (const char* key : {"loss", "grad_norm"}) {
            const double x = a[i].at(key), y = b.at(i).at(key);
            const double part = std::abs(x - y) / std::max(std::abs(y), kFloor);
            most = part <= most ? most : part; // a NaN stays
        }
    return most;
}

} // namespace

SelfTestCheck firstLossCheck(c10::Device device) {
    double most = 0;
    for (const char* loss : kKnownLosses)
        most = std::max(most, firstLossError(device, loss));
    return {"first_loss", most, kFirstLossLimit,
            "first losses of " + std::to_string(std::size(kKnownLosses)) +
                " objectives (ln 2 for DPO's own) and their formulas"};
}

SelfTestCheck chunkedGradientCheck(c10::Device device) {
    GradientSetup setup = makeSetup(device, "sigmoid", 6);
    const at::Tensor dense = denseGradient(setup);
    addGradient(setup, firstRows(setup.pairs.size()), 1);
    return {"chunked_gradient_equals_dense", share(takeGradient(*setup.policy.decoder), dense),
            kGradientLimit, "the gradient in chunks and by autograd over one softmax"};
}

SelfTestCheck accumulationCheck(c10::Device device) {
    GradientSetup setup = makeSetup(device, "sigmoid", 8);
    addGradient(setup, firstRows(8), 1);
    const at::Tensor whole = takeGradient(*setup.policy.decoder);
    for (std::uint64_t from = 0; from < 8; from += 2)
        addGradient(setup, firstRows(2, from), 0.25);
    return {"accumulation_equals_batch", share(takeGradient(*setup.policy.decoder), whole),
            kGradientLimit, "the gradient of one batch and of four micro-batches"};
}

Result<SelfTestCheck> ppoFirstPassCheck(c10::Device device, const std::filesystem::path& model) {
    TB_ASSIGN(const auto trainer, makeTinyPpo(tinyPpoConfig(device, model)));
    TB_ASSIGN(const auto lines, runSteps(*trainer, trainer->totalSteps()));
    double most = 0;
    for (const auto& line : lines) {
        most = std::max(most, std::abs(line.at("val/ratio").get<double>() - 1));
        most = std::max(most, std::abs(line.at("policy/approxkl_avg").get<double>()));
    }
    return SelfTestCheck{"ppo_first_ratio_is_1", most, kRatioLimit,
                         "the first pass of PPO's update and its rollout"};
}

Result<SelfTestCheck> trainingStepsCheck(c10::Device device, const std::filesystem::path& model,
                                         bool lora) {
    TB_ASSIGN(const auto here, tinySteps(device, model, lora));
    TB_ASSIGN(const auto other, tinySteps(c10::kCPU, model, lora));
    const std::string kind = lora ? "LoRA" : "full";
    const std::string count = std::to_string(kSelfTestSteps);
    if (device.is_cpu())
        return SelfTestCheck{lora ? "lora_steps_repeat" : "full_steps_repeat",
                             difference(here, other), 0,
                             count + " steps of DPO (" + kind + "), run twice,"};
    return SelfTestCheck{lora ? "lora_steps_equal_cpu" : "full_steps_equal_cpu",
                         difference(here, other), kDeviceLimit,
                         "loss and gradient norm of " + count + " steps of DPO (" + kind +
                             ") and those on the CPU"};
}

Result<SelfTestCheck> learningCheck(c10::Device device, const std::filesystem::path& model) {
    TB_ASSIGN(const auto lines, tinySteps(device, model, true));
    return SelfTestCheck{"training_learns",
                         lines.back().at("loss").get<double>() /
                             lines.front().at("loss").get<double>(),
                         kLearnedLimit, "the last loss as a share of the first;"};
}

} // namespace tiebreak
