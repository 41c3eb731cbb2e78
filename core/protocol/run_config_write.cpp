#include "protocol/run_config.h"
#include "protocol/run_config_sections.h"

namespace tiebreak {

namespace {

using nlohmann::json;

template <class T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

json loraToJson(const LoraConfig& lora) {
    json object{{"rank", lora.rank}, {"alpha", lora.alpha}, {"dropout", lora.dropout}};
    object["rslora"] = lora.rankStabilised;
    object["targets"] = lora.targets.empty() ? json("all-linear") : json(lora.targets);
    if (!lora.init.empty())
        object["init"] = lora.init;
    return object;
}

json dpoToJson(const DpoConfig& dpo) {
    json object{{"loss_type", dpo.lossTypes},      {"beta", dpo.beta},
                {"beta_end", orNull(dpo.betaEnd)}, {"label_smoothing", dpo.labelSmoothing},
                {"f_divergence", dpo.fDivergence}, {"f_alpha", dpo.fAlpha},
                {"ld_alpha", orNull(dpo.ldAlpha)}, {"use_weighting", dpo.useWeighting},
                {"discopop_tau", dpo.discopopTau}};
    if (!dpo.lossWeights.empty())
        object["loss_weights"] = dpo.lossWeights;
    return object;
}

json ppoToJson(const PpoConfig& ppo) {
    return {{"episodes", ppo.episodes},
            {"rollout_batch", ppo.rolloutBatch},
            {"minibatches", ppo.minibatches},
            {"epochs", ppo.epochs},
            {"response_min", ppo.responseMin},
            {"response_max", ppo.responseMax},
            {"temperature", ppo.temperature},
            {"temperature_end", orNull(ppo.temperatureEnd)},
            {"kl_coef", ppo.klCoef},
            {"kl_target", orNull(ppo.klTarget)},
            {"kl_horizon", ppo.klHorizon},
            {"kl_budget", orNull(ppo.klBudget)},
            {"kl_estimator", ppo.klEstimator},
            {"clip", ppo.clip},
            {"value_clip", ppo.valueClip},
            {"value_coef", ppo.valueCoef},
            {"gamma", ppo.gamma},
            {"lambda", ppo.lambda},
            {"whiten_rewards", ppo.whitenRewards},
            {"missing_eos_penalty", orNull(ppo.missingEosPenalty)},
            {"entropy_coef", ppo.entropyCoef},
            {"value_head", ppo.valueHead}};
}

json rewardsToJson(const std::vector<RewardConfig>& rewards) {
    json list = json::array();
    for (const auto& reward : rewards) {
        json item = reward.options.is_object() ? reward.options : json::object();
        item["kind"] = reward.kind;
        item["weight"] = reward.weight;
        list.push_back(std::move(item));
    }
    return list;
}

void addSources(json& object, const RunConfig& config) {
    const std::pair<const char*, const std::string*> optional[] = {
        {"tokenizer", &config.tokenizer}, {"adapter", &config.adapter},
        {"data", &config.data},           {"data_sha256", &config.dataSha256},
        {"eval_data", &config.evalData},  {"prompts", &config.prompts}};
    for (const auto& [key, value] : optional)
        if (!value->empty())
            object[key] = *value;
    if (!config.notes.empty())
        object["notes"] = config.notes;
}

/// Only the section of the method: another one would say nothing.
void addSection(json& object, const RunConfig& config) {
    if (config.method == "ppo") {
        object["ppo"] = ppoToJson(config.ppo);
        object["rewards"] = rewardsToJson(config.rewards);
    } else if (config.method == "sft") {
        object["sft"] = toJson(config.sft);
    } else if (config.method == "reward") {
        object["reward"] = toJson(config.reward);
    } else if (config.method == "kto") {
        object["kto"] = toJson(config.kto);
    } else if (config.method == "orpo") {
        object["orpo"] = toJson(config.orpo);
    } else if (config.method == "simpo") {
        object["simpo"] = toJson(config.simpo);
    } else if (config.method == "cpo") {
        object["cpo"] = toJson(config.cpo);
    } else if (config.method == "bco") {
        object["bco"] = toJson(config.bco);
    } else {
        object["dpo"] = dpoToJson(config.dpo);
    }
}

} // namespace

json toJson(const RunConfig& config) {
    json object{{"format", kRunFormat},
                {"method", config.method},
                {"model", config.model},
                {"reference", config.reference},
                {"dtype", config.dtype},
                {"device", config.device},
                {"threads", config.threads},
                {"order", config.order},
                {"seed", config.seed},
                {"epochs", config.epochs},
                {"max_steps", config.maxSteps},
                {"batch_size", config.batchSize},
                {"gradient_accumulation", config.gradientAccumulation},
                {"max_length", config.maxLength},
                {"append_eos", config.appendEos},
                {"pad_token", orNull(config.padToken)},
                {"learning_rate", config.learningRate},
                {"schedule", config.schedule},
                {"warmup_steps", config.warmupSteps},
                {"weight_decay", config.weightDecay},
                {"adam_beta1", config.adamBeta1},
                {"adam_beta2", config.adamBeta2},
                {"adam_epsilon", config.adamEpsilon},
                {"max_grad_norm", config.maxGradNorm},
                {"disable_dropout", config.disableDropout},
                {"gradient_checkpointing", config.gradientCheckpointing},
                {"save_every", config.saveEvery},
                {"keep_last", config.keepLast},
                {"keep_best", config.keepBest},
                {"eval_every", config.evalEvery},
                {"probe_every", config.probeEvery}};
    addSources(object, config);
    object["lora"] = config.lora ? loraToJson(*config.lora) : json(nullptr);
    addSection(object, config);
    return object;
}

} // namespace tiebreak
