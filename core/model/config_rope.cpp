#include "model/config_rope.h"

#include "model/config_json.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

using Json = nlohmann::json;

constexpr const char* kKinds = "default, linear, dynamic, yarn, longrope, llama3";

Result<std::string> kindOf(const Json& rope) {
    const bool renamed = isGiven(rope, "rope_type");
    auto kind = textOr(rope, renamed ? "rope_type" : "type", "default");
    if (kind && *kind == "su") // Phi-3's first name for it
        return std::string("longrope");
    return kind;
}

/// Times a positive number is wanted: angles are divided by it.
Result<double> positive(const Json& json, const std::string& key, std::optional<double> fallback) {
    TB_ASSIGN(const double value, numberOr(json, key, fallback));
    if (!(value > 0) || !std::isfinite(value))
        return wrongValue(key, std::to_string(value), "above 0");
    return value;
}

/// The trained context: the configuration's own key wins over that of the rope object, as in
/// transformers.
Result<std::int64_t> originalContext(const Json& config, const Json& rope, std::int64_t fallback) {
    constexpr const char* kKey = "original_max_position_embeddings";
    TB_ASSIGN(const std::int64_t inner, integerOr(rope, kKey, fallback));
    TB_ASSIGN(const std::int64_t value, integerOr(config, kKey, inner));
    if (value < 2)
        return wrongValue(kKey, std::to_string(value), "at least 2");
    return value;
}

/// 0.1 · weight · ln(factor) + 1 (Peng et al. 2023, eq. 22).
double yarnMagnitude(double factor, double weight = 1) {
    return factor <= 1 ? 1.0 : 0.1 * weight * std::log(factor) + 1.0;
}

Status readYarn(const Json& rope, RopeScaling& scaling) {
    TB_ASSIGN(const double above, numberOr(rope, "mscale", 0.0));
    TB_ASSIGN(const double below, numberOr(rope, "mscale_all_dim", 0.0));
    const double usual = above != 0 && below != 0 ? yarnMagnitude(scaling.factor, above) /
                                                        yarnMagnitude(scaling.factor, below)
                                                  : yarnMagnitude(scaling.factor);
    TB_ASSIGN(scaling.attentionFactor, numberOr(rope, "attention_factor", usual));
    TB_ASSIGN(scaling.betaFast, positive(rope, "beta_fast", 32.0));
    TB_ASSIGN(scaling.betaSlow, positive(rope, "beta_slow", 1.0));
    TB_ASSIGN(scaling.truncate, booleanOr(rope, "truncate", true));
    return {};
}

Status checkFactors(const std::string& key, const std::vector<double>& factors, std::int64_t dims) {
    if (static_cast<std::int64_t>(factors.size()) != dims / 2)
        return wrongValue(key, std::to_string(factors.size()) + " numbers",
                          "a list of " + std::to_string(dims / 2) + ", one a turning pair");
    if (std::any_of(factors.begin(), factors.end(), [](double factor) { return !(factor > 0); }))
        return wrongValue(key, "0 or below", "numbers above 0");
    return {};
}

/// √(1 + ln factor / ln original) (Ding et al. 2024, section 3.3) where none is given.
Status readLongRope(const Json& rope, RotaryConfig& rotary) {
    auto& scaling = rotary.scaling;
    TB_ASSIGN(scaling.shortFactors, numbersOf(rope, "short_factor"));
    TB_ASSIGN(scaling.longFactors, numbersOf(rope, "long_factor"));
    TB_TRY(checkFactors("short_factor", scaling.shortFactors, rotary.dims));
    TB_TRY(checkFactors("long_factor", scaling.longFactors, rotary.dims));
    const double usual =
        scaling.factor <= 1
            ? 1.0
            : std::sqrt(1 + std::log(scaling.factor) / std::log(double(scaling.originalContext)));
    TB_ASSIGN(scaling.attentionFactor, numberOr(rope, "attention_factor", usual));
    return {};
}

Status readLlama3(const Json& rope, RopeScaling& scaling) {
    TB_ASSIGN(scaling.lowFrequencyFactor, positive(rope, "low_freq_factor", std::nullopt));
    TB_ASSIGN(scaling.highFrequencyFactor, positive(rope, "high_freq_factor", std::nullopt));
    if (scaling.lowFrequencyFactor == scaling.highFrequencyFactor)
        return wrongValue("high_freq_factor", std::to_string(scaling.highFrequencyFactor),
                          "different from low_freq_factor");
    return {};
}

/// Tokens the stretching is made for, where config.json still names the trained context.
void raiseContext(const RopeScaling& scaling, ModelConfig& model) {
    if (scaling.kind != "dynamic" && scaling.kind != "yarn")
        return;
    const double reach = scaling.factor * static_cast<double>(scaling.originalContext);
    if (reach < double(1 << 26))
        model.context = std::max(model.context, static_cast<std::int64_t>(reach));
}

Status readScaling(const Json& config, const Json& rope, const RopeDefaults& defaults,
                   RotaryConfig& rotary, ModelConfig& model) {
    auto& scaling = rotary.scaling;
    TB_ASSIGN(scaling.kind, kindOf(rope));
    const std::string& kind = scaling.kind;
    if (kind == "default")
        return {};
    if (kind != "linear" && kind != "dynamic" && kind != "yarn" && kind != "longrope" &&
        kind != "llama3")
        return Error{ErrorCode::Unsupported,
                     "rope scaling '" + kind +
                         "' is not available in this version; known: " + kKinds,
                     {},
                     {}};
    if (kind == "dynamic") { // stretches from the context config.json names
        if (rotary.dims < 4)
            return wrongValue("rope_type", "dynamic", "another for heads of which 2 elements turn");
        scaling.originalContext = model.context;
    } else if (kind != "linear") {
        const auto usual = defaults.originalContext > 0 ? defaults.originalContext : model.context;
        TB_ASSIGN(scaling.originalContext, originalContext(config, rope, usual));
    }
    const double ratio =
        double(model.context) / double(std::max<std::int64_t>(1, scaling.originalContext));
    const bool mayBeAbsent = kind == "longrope" || (kind == "yarn" && rope.contains("factor"));
    TB_ASSIGN(scaling.factor,
              positive(rope, "factor", mayBeAbsent ? std::optional<double>(ratio) : std::nullopt));
    if (kind == "yarn")
        TB_TRY(readYarn(rope, scaling));
    if (kind == "longrope")
        TB_TRY(readLongRope(rope, rotary));
    if (kind == "llama3")
        TB_TRY(readLlama3(rope, scaling));
    raiseContext(scaling, model);
    return {};
}

} // namespace

Json ropeObject(const Json& config) {
    for (const char* key : {"rope_scaling", "rope_parameters"}) // in this order, as transformers 5
        if (isGiven(config, key) && config.at(key).is_object() && !config.at(key).empty())
            return config.at(key);
    return Json::object();
}

Result<RotaryConfig> readRotary(const Json& config, const Json& rope, const RopeDefaults& defaults,
                                ModelConfig& model) {
    RotaryConfig rotary;
    TB_ASSIGN(const double outer, numberOr(config, "rope_theta", defaults.theta));
    TB_ASSIGN(rotary.theta, positive(rope, "rope_theta", outer));
    double share = 1;
    if (defaults.partial) {
        TB_ASSIGN(const double given, numberOr(config, "partial_rotary_factor", *defaults.partial));
        TB_ASSIGN(share, numberOr(rope, "partial_rotary_factor", given));
    }
    rotary.dims = static_cast<std::int64_t>(static_cast<double>(model.headSize) * share);
    if (!(share > 0 && share <= 1) || rotary.dims < 2 || rotary.dims % 2 != 0)
        return wrongValue("partial_rotary_factor", std::to_string(share),
                          "above 0, at most 1, and give an even part of a head of " +
                              std::to_string(model.headSize));
    TB_TRY(readScaling(config, rope, defaults, rotary, model));
    return rotary;
}

Json ropeToJson(const RotaryConfig& rotary) {
    const auto& scaling = rotary.scaling;
    Json rope{{"rope_type", scaling.kind}, {"rope_theta", rotary.theta}};
    if (scaling.kind != "default")
        rope["factor"] = scaling.factor;
    if (scaling.kind == "llama3" || scaling.kind == "yarn" || scaling.kind == "longrope")
        rope["original_max_position_embeddings"] = scaling.originalContext;
    if (scaling.kind == "yarn" || scaling.kind == "longrope")
        rope["attention_factor"] = scaling.attentionFactor;
    if (scaling.kind == "llama3") {
        rope["low_freq_factor"] = scaling.lowFrequencyFactor;
        rope["high_freq_factor"] = scaling.highFrequencyFactor;
    } else if (scaling.kind == "yarn") {
        rope["beta_fast"] = scaling.betaFast;
        rope["beta_slow"] = scaling.betaSlow;
        rope["truncate"] = scaling.truncate;
    } else if (scaling.kind == "longrope") {
        rope["short_factor"] = scaling.shortFactors;
        rope["long_factor"] = scaling.longFactors;
    }
    return rope;
}

} // namespace tiebreak
