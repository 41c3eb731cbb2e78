#include "base/atomic_file.h"
#include "protocol/json_reader.h"
#include "protocol/run_config.h"
#include "protocol/run_config_availability.h"
#include "protocol/run_config_sections.h"

#include <algorithm>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxConfigBytes = 4u << 20;

Result<LoraConfig> readLora(const json& object) {
    LoraConfig lora;
    JsonReader reader(object, "lora.");
    reader.integer("rank", lora.rank, between(1, 4096));
    reader.number("alpha", lora.alpha, above(0));
    reader.number("dropout", lora.dropout, halfOpen(0, 1));
    reader.flag("rslora", lora.rankStabilised);
    reader.texts("targets", lora.targets);
    reader.text("init", lora.init);
    TB_TRY(reader.finish());
    if (lora.targets == std::vector<std::string>{"all-linear"})
        lora.targets.clear();
    return lora;
}

Status checkLosses(const DpoConfig& dpo) {
    if (dpo.lossTypes.empty())
        return Error{ErrorCode::BadArgument,
                     "'dpo.loss_type' is an empty list. Name at least one loss."};
    for (const auto& loss : dpo.lossTypes)
        if (!isKnownDpoLoss(loss))
            return Error{ErrorCode::BadArgument,
                         "'dpo.loss_type' is " + json(loss).dump() +
                             ". Use a loss of DPO such as sigmoid, ipo or hinge."};
    if (!dpo.lossWeights.empty() && dpo.lossWeights.size() != dpo.lossTypes.size())
        return Error{ErrorCode::BadArgument,
                     "'dpo.loss_weights' has " + std::to_string(dpo.lossWeights.size()) +
                         " numbers for " + std::to_string(dpo.lossTypes.size()) +
                         " losses. Give one a loss."};
    if (dpo.fAlpha == 1 && dpo.fDivergence == "alpha_divergence")
        return Error{ErrorCode::BadArgument,
                     "'dpo.f_alpha' is 1, where the divergence has no value. Use another number."};
    return {};
}

Result<DpoConfig> readDpo(const json& object) {
    DpoConfig dpo;
    JsonReader reader(object, "dpo.");
    reader.texts("loss_type", dpo.lossTypes);
    reader.numbers("loss_weights", dpo.lossWeights, atLeast(0));
    reader.number("beta", dpo.beta, above(0));
    reader.optionalNumber("beta_end", dpo.betaEnd, above(0));
    reader.number("label_smoothing", dpo.labelSmoothing, halfOpen(0, 0.5));
    reader.choice("f_divergence", dpo.fDivergence,
                  {"reverse_kl", "forward_kl", "js_divergence", "alpha_divergence"});
    reader.number("f_alpha", dpo.fAlpha, {});
    reader.optionalNumber("ld_alpha", dpo.ldAlpha, between(0, 1));
    reader.flag("use_weighting", dpo.useWeighting);
    reader.number("discopop_tau", dpo.discopopTau, above(0));
    TB_TRY(reader.finish());
    TB_TRY(checkLosses(dpo));
    return dpo;
}

void readPpoObjective(JsonReader& reader, PpoConfig& ppo) {
    reader.number("kl_coef", ppo.klCoef, atLeast(0));
    reader.optionalNumber("kl_target", ppo.klTarget, above(0));
    reader.number("kl_horizon", ppo.klHorizon, above(0));
    reader.optionalNumber("kl_budget", ppo.klBudget, above(0));
    reader.choice("kl_estimator", ppo.klEstimator, {"k1", "k3"});
    reader.number("clip", ppo.clip, inside(0, 1));
    reader.number("value_clip", ppo.valueClip, above(0));
    reader.number("value_coef", ppo.valueCoef, atLeast(0));
    reader.number("gamma", ppo.gamma, between(0, 1));
    reader.number("lambda", ppo.lambda, between(0, 1));
    reader.flag("whiten_rewards", ppo.whitenRewards);
    reader.optionalNumber("missing_eos_penalty", ppo.missingEosPenalty, atLeast(0));
    reader.number("entropy_coef", ppo.entropyCoef, atLeast(0));
    reader.choice("value_head", ppo.valueHead, {"trunk", "separate"});
}

Status checkPpo(const PpoConfig& ppo) {
    if (ppo.responseMin > ppo.responseMax)
        return Error{ErrorCode::BadArgument,
                     "'ppo.response_min' is " + std::to_string(ppo.responseMin) +
                         ", above 'ppo.response_max' " + std::to_string(ppo.responseMax) +
                         ". Lower the one or raise the other."};
    if (ppo.minibatches > ppo.rolloutBatch)
        return Error{ErrorCode::BadArgument,
                     "'ppo.minibatches' is " + std::to_string(ppo.minibatches) +
                         " for a 'ppo.rollout_batch' of " + std::to_string(ppo.rolloutBatch) +
                         ". Use at most one an episode."};
    return {};
}

Result<PpoConfig> readPpo(const json& object) {
    PpoConfig ppo;
    JsonReader reader(object, "ppo.");
    reader.integer("episodes", ppo.episodes, atLeast(0));
    reader.integer("rollout_batch", ppo.rolloutBatch, atLeast(1));
    reader.integer("minibatches", ppo.minibatches, atLeast(1));
    reader.integer("epochs", ppo.epochs, atLeast(1));
    reader.integer("response_min", ppo.responseMin, atLeast(0));
    reader.integer("response_max", ppo.responseMax, atLeast(1));
    reader.number("temperature", ppo.temperature, above(0));
    reader.optionalNumber("temperature_end", ppo.temperatureEnd, above(0));
    readPpoObjective(reader, ppo);
    reader.notYet({"group_size"});
    TB_TRY(reader.finish());
    TB_TRY(checkPpo(ppo));
    return ppo;
}

Result<RewardConfig> readReward(const json& item, std::size_t index) {
    RewardConfig reward;
    const std::string prefix = "rewards[" + std::to_string(index) + "].";
    JsonReader reader(item, prefix);
    reader.text("kind", reward.kind);
    reader.number("weight", reward.weight, {});
    if (!reader.failed() && !isKnownRewardKind(reward.kind))
        reader.fail({ErrorCode::BadArgument, "'" + prefix + "kind' is " + json(reward.kind).dump() +
                                                 ". Use vader, length or model."});
    // The kind's own keys are read by the kind.
    if (item.is_object()) {
        for (const auto& entry : item.items()) {
            if (entry.key() == "kind" || entry.key() == "weight")
                continue;
            reader.take(entry.key().c_str());
            reward.options[entry.key()] = entry.value();
        }
    }
    TB_TRY(reader.finish());
    return reward;
}

Result<std::vector<RewardConfig>> readRewards(const json& list) {
    if (!list.is_array())
        return Error{ErrorCode::BadArgument,
                     "'rewards' is not a list. Use [{\"kind\":\"vader\"}]."};
    std::vector<RewardConfig> rewards;
    for (std::size_t i = 0; i < list.size(); ++i) {
        TB_ASSIGN(auto reward, readReward(list[i], i));
        rewards.push_back(std::move(reward));
    }
    return rewards;
}

void readSources(JsonReader& reader, RunConfig& config) {
    reader.text("model", config.model);
    reader.text("tokenizer", config.tokenizer);
    reader.text("adapter", config.adapter);
    reader.text("reference", config.reference);
    reader.choice("dtype", config.dtype, {"float32", "bfloat16", "auto"});
    reader.choice("device", config.device, {"cpu", "cuda", "auto"});
    reader.integer("threads", config.threads, between(0, 1024));
    reader.text("data", config.data);
    reader.text("data_sha256", config.dataSha256);
    reader.text("eval_data", config.evalData);
    reader.text("prompts", config.prompts);
    reader.choice("order", config.order, {"shuffle", "sequential"});
    reader.unsignedInteger("seed", config.seed);
    reader.object("notes", config.notes);
}

void readBatches(JsonReader& reader, RunConfig& config) {
    reader.number("epochs", config.epochs, above(0));
    reader.integer("max_steps", config.maxSteps, atLeast(0));
    reader.integer("batch_size", config.batchSize, atLeast(1));
    reader.integer("gradient_accumulation", config.gradientAccumulation, atLeast(1));
    reader.integer("max_length", config.maxLength, atLeast(2));
    reader.flag("append_eos", config.appendEos);
    reader.optionalText("pad_token", config.padToken);
    reader.flag("disable_dropout", config.disableDropout);
    reader.flag("gradient_checkpointing", config.gradientCheckpointing);
    reader.integer("save_every", config.saveEvery, atLeast(0));
    reader.integer("keep_last", config.keepLast, atLeast(1));
    reader.integer("keep_best", config.keepBest, atLeast(0));
    reader.integer("eval_every", config.evalEvery, atLeast(0));
    reader.integer("probe_every", config.probeEvery, atLeast(0));
}

void readOptimizer(JsonReader& reader, RunConfig& config) {
    reader.number("learning_rate", config.learningRate, atLeast(0));
    reader.choice("schedule", config.schedule, {"constant", "linear", "cosine"});
    reader.integer("warmup_steps", config.warmupSteps, atLeast(0));
    reader.number("weight_decay", config.weightDecay, atLeast(0));
    reader.number("adam_beta1", config.adamBeta1, halfOpen(0, 1));
    reader.number("adam_beta2", config.adamBeta2, halfOpen(0, 1));
    reader.number("adam_epsilon", config.adamEpsilon, above(0));
    reader.number("max_grad_norm", config.maxGradNorm, atLeast(0));
}

/// Reads an optional section into `field` through its own reader.
template <class T, class Field>
void readSection(JsonReader& reader, const char* key, Field& field,
                 Result<T> (*read)(const json&)) {
    const json* value = reader.take(key);
    if (!value || value->is_null())
        return;
    auto section = read(*value);
    if (!section)
        return reader.fail(std::move(section).error());
    field = std::move(section).value();
}

void readSections(JsonReader& reader, RunConfig& config) {
    readSection(reader, "lora", config.lora, &readLora);
    readSection(reader, "dpo", config.dpo, &readDpo);
    readSection(reader, "ppo", config.ppo, &readPpo);
    readSection(reader, "rewards", config.rewards, &readRewards);
    readSection(reader, "sft", config.sft, &readSft);
    readSection(reader, "reward", config.reward, &readRewardModel);
    readSection(reader, "kto", config.kto, &readKto);
    readSection(reader, "orpo", config.orpo, &readOrpo);
    readSection(reader, "simpo", config.simpo, &readSimpo);
    readSection(reader, "cpo", config.cpo, &readCpo);
    readSection(reader, "bco", config.bco, &readBco);
}

Status checkFormat(JsonReader& reader) {
    const json* format = reader.take("format");
    if (!format || *format == kRunFormat)
        return {};
    if (format->is_number_integer() && format->get<std::int64_t>() > kRunFormat)
        return Error{ErrorCode::TooNew, "'format' is " + format->dump() + ", this version reads " +
                                            std::to_string(kRunFormat) + ". Use a newer Tiebreak."};
    return Error{ErrorCode::BadArgument, "'format' is " + format->dump() + ". Use 1."};
}

Result<std::string> readMethod(JsonReader& reader) {
    std::string method;
    reader.text("method", method);
    if (!reader.failed() && !isKnownMethod(method))
        return Error{
            ErrorCode::BadArgument,
            method.empty()
                ? "'method' is missing. Use sft, reward, dpo, kto, ppo, orpo, simpo, cpo or bco."
                : "'method' is " + json(method).dump() +
                      ". Use sft, reward, dpo, kto, ppo, orpo, simpo, cpo or bco."};
    return method;
}

// KTO's KL term pairs each prompt with the completion of its neighbour in the batch, so batches are
// fixed before training and hold at least two rows.
Status checkKto(const RunConfig& config) {
    if (config.order != "sequential")
        return Error{ErrorCode::BadArgument,
                     "'order' is \"" + config.order +
                         "\"; kto rotates the completions inside fixed batches. Use sequential."};
    if (config.batchSize < 2)
        return Error{ErrorCode::BadArgument,
                     "'batch_size' is " + std::to_string(config.batchSize) +
                         "; kto estimates its KL from other rows of the batch. Use 2 or more."};
    return {};
}

Status checkWhole(const RunConfig& config) {
    if (config.model.empty())
        return Error{ErrorCode::BadArgument,
                     "'model' is missing. Name a GGUF file or a model folder."};
    if (config.method == "ppo" && config.rewards.empty())
        return Error{ErrorCode::BadArgument,
                     "'rewards' is empty. PPO needs one, such as {\"kind\":\"vader\"}."};
    if (config.method == "ppo" && config.ppo.episodes == 0 && config.maxSteps == 0)
        return Error{ErrorCode::BadArgument,
                     "'ppo.episodes' and 'max_steps' are both 0. Say how long the run is."};
    if (config.method == "kto")
        TB_TRY(checkKto(config));
    return checkAvailable(config);
}

void makeAbsolute(std::string& path, const std::filesystem::path& folder) {
    if (!path.empty() && std::filesystem::path(path).is_relative())
        path = (folder / path).lexically_normal().string();
}

/// A reward model's files; other kinds have none.
void resolveRewardPaths(RewardConfig& reward, const std::filesystem::path& folder) {
    if (reward.kind != "model")
        return;
    for (const char* key : {"model", "adapter", "tokenizer"}) {
        const auto found = reward.options.find(key);
        if (found == reward.options.end() || !found->is_string())
            continue;
        std::string path = *found;
        makeAbsolute(path, folder);
        *found = path;
    }
}

void resolvePaths(RunConfig& config, const std::filesystem::path& folder) {
    for (std::string* path : {&config.model, &config.tokenizer, &config.adapter, &config.data,
                              &config.evalData, &config.prompts})
        makeAbsolute(*path, folder);
    if (config.reference != "start" && config.reference != "base")
        makeAbsolute(config.reference, folder);
    if (config.lora)
        makeAbsolute(config.lora->init, folder);
    for (auto& reward : config.rewards)
        resolveRewardPaths(reward, folder);
}

} // namespace

double defaultLearningRate(const std::string& method) {
    if (method == "sft")
        return 2e-5;
    if (method == "reward")
        return 1e-4;
    if (method == "bco")
        return 5e-7;
    return method == "ppo" ? 3e-6 : 1e-6;
}

Result<RunConfig> runConfigFromJson(const json& document) {
    RunConfig config;
    JsonReader reader(document);
    TB_TRY(checkFormat(reader));
    TB_ASSIGN(config.method, readMethod(reader));
    config.learningRate = defaultLearningRate(config.method);
    config.disableDropout = config.method != "sft";
    if (config.method == "kto")
        config.order = "sequential";
    readSources(reader, config);
    readBatches(reader, config);
    readOptimizer(reader, config);
    readSections(reader, config);
    TB_TRY(reader.finish());
    TB_TRY(checkWhole(config));
    return config;
}

Result<RunConfig> readRunConfig(const std::filesystem::path& file) {
    TB_ASSIGN(const std::string text, readFile(file, kMaxConfigBytes));
    TB_ASSIGN(const json document, parseJsonObject(text, file.string()));
    auto config = runConfigFromJson(document);
    if (!config) {
        Error error = std::move(config).error();
        error.path = file.string();
        return error;
    }
    resolvePaths(*config, std::filesystem::absolute(file).parent_path());
    return config;
}

} // namespace tiebreak
