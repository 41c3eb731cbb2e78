#include "model/peft_config.h"

#include "model/config_json.h"
#include "model/lora_names.h"

#include <algorithm>
#include <set>

namespace tiebreak {

namespace {

using Json = nlohmann::json;

/// Keys that are read below, or that say something without changing what is computed.
bool isHarmless(const std::string& key) {
    static const std::set<std::string> names{"peft_type",
                                             "r",
                                             "fan_in_fan_out",
                                             "lora_alpha",
                                             "lora_dropout",
                                             "target_modules",
                                             "use_rslora",
                                             "task_type",
                                             "inference_mode",
                                             "peft_version",
                                             "base_model_name_or_path",
                                             "revision",
                                             "auto_mapping",
                                             "runtime_config",
                                             "eva_config",
                                             "loftq_config",
                                             "corda_config",
                                             "lora_ga_config",
                                             "ensure_weight_tying"};
    return names.count(key) != 0;
}

/// A value that switches a feature off.
bool isNeutral(const Json& value) {
    if (value.is_null() || value == false || value == "none" || value == 0)
        return true;
    return (value.is_object() || value.is_array() || value.is_string()) && value.empty();
}

/// Ways to begin that leave the base weights as they are; others (PiSSA, OLoRA, …) would have
/// changed them.
bool leavesBaseAlone(const Json& init) {
    return init.is_boolean() || init == "gaussian" || init == "orthogonal" || init == "eva";
}

bool savesScoreHead(const Json& config) {
    const auto found = config.find("modules_to_save");
    if (found == config.end() || !found->is_array() || found->empty())
        return false;
    // PEFT names both for every sequence classifier; a model has one of them.
    return std::all_of(found->begin(), found->end(),
                       [](const Json& name) { return name == "score" || name == "classifier"; });
}

Status refuseUnknown(const Json& config) {
    for (const auto& [key, value] : config.items()) {
        if (isHarmless(key) || isNeutral(value))
            continue;
        if (key == "init_lora_weights" && leavesBaseAlone(value))
            continue;
        if (key == "megatron_core") // a module's name, used only with megatron_config
            continue;
        if (key == "qalora_group_size" && isNeutral(config.value("use_qalora", Json())))
            continue;
        if (key == "modules_to_save" && savesScoreHead(config))
            return Error{ErrorCode::Unsupported,
                         "the adapter is one of a reward model: it scores text and writes none. "
                         "Use it with `score`, as a reward of PPO, or with method reward",
                         {},
                         {}};
        return Error{ErrorCode::Unsupported,
                     "adapter_config.json: '" + key + "' " + value.dump().substr(0, 60) +
                         " would change the mathematics and is not available in this version",
                     {},
                     {}};
    }
    return {};
}

Result<std::vector<std::string>> targetsOf(const Json& config) {
    const auto found = config.value("target_modules", Json());
    if (found == "all-linear")
        return std::vector<std::string>{};
    std::vector<std::string> targets;
    if (found.is_array())
        for (const auto& name : found)
            if (name.is_string())
                targets.push_back(name.get<std::string>());
    if (targets.empty() || (found.is_array() && targets.size() != found.size()))
        return Error{ErrorCode::Unsupported,
                     "adapter_config.json: target_modules " + found.dump().substr(0, 60) +
                         ": must be a list of layer names or \"all-linear\"",
                     {},
                     {}};
    return targets;
}

} // namespace

Result<LoraOptions> scoringOptionsFromPeft(const Json& config) {
    if (!savesScoreHead(config))
        return Error{ErrorCode::BadFile,
                     "adapter_config.json: 'modules_to_save' does not hold the head of a reward "
                     "model. Name an adapter that method reward has trained",
                     {},
                     {}};
    Json adapter = config;
    adapter.erase("modules_to_save");
    return loraOptionsFromPeft(adapter);
}

Result<LoraOptions> loraOptionsFromPeft(const Json& config) {
    LoraOptions options;
    TB_ASSIGN(const auto kind, textOr(config, "peft_type", ""));
    if (kind != "LORA")
        return Error{ErrorCode::Unsupported,
                     "adapter_config.json: peft_type '" + kind + "': known is LORA",
                     {},
                     {}};
    TB_TRY(refuseUnknown(config));
    TB_ASSIGN(options.rank, integerOr(config, "r", std::nullopt));
    TB_ASSIGN(options.alpha, numberOr(config, "lora_alpha", 8.0));
    TB_ASSIGN(options.dropout, numberOr(config, "lora_dropout", 0.0));
    TB_ASSIGN(options.rankStabilised, booleanOr(config, "use_rslora", false));
    TB_ASSIGN(options.targets, targetsOf(config));
    TB_TRY(validate(options));
    return options;
}

Json peftConfig(const LoraOptions& options, const std::string& base) {
    return {
        {"peft_type", "LORA"},
        {"task_type", "CAUSAL_LM"},
        {"base_model_name_or_path", base},
        {"r", options.rank},
        {"lora_alpha", options.alpha},
        {"lora_dropout", options.dropout},
        {"use_rslora", options.rankStabilised},
        {"target_modules", options.targets.empty() ? Json("all-linear") : Json(options.targets)},
        {"bias", "none"},
        {"fan_in_fan_out", false},
        {"inference_mode", true},
        {"init_lora_weights", true},
        {"modules_to_save", nullptr}};
}

} // namespace tiebreak
