#include "protocol/sampling_parameters.h"

#include "protocol/json_fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace tiebreak {

namespace {

constexpr std::array<std::string_view, 11> kKeys{
    "greedy",         "temperature",    "top_k", "top_p", "min_p",     "repetition_penalty",
    "min_new_tokens", "max_new_tokens", "seed",  "stop",  "ignore_eos"};

Status require(bool good, const char* name, double value, const char* range) {
    if (good)
        return {};
    const std::string shown = nlohmann::json(value).dump();
    return Error{ErrorCode::BadArgument,
                 std::string(name) + " " + (std::isfinite(value) ? shown : "not finite") +
                     ": must be " + range,
                 "", nullptr};
}

Status refuseUnknownKeys(const nlohmann::ordered_json& json) {
    if (!json.is_object())
        return Error{ErrorCode::BadArgument,
                     std::string("sampling parameters: expected an object, got ") +
                         json.type_name(),
                     "", nullptr};
    for (const auto& [key, value] : json.items())
        if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end())
            return Error{ErrorCode::BadArgument,
                         "sampling parameter '" + key.substr(0, 100) + "': unknown", "", nullptr};
    return {};
}

} // namespace

Status validate(const SamplingParameters& p) {
    TB_TRY(require(p.temperature > 0 && std::isfinite(p.temperature), "temperature", p.temperature,
                   "greater than 0"));
    TB_TRY(require(p.topK >= 0, "top_k", double(p.topK), "at least 0 (0 is off)"));
    TB_TRY(require(p.topP > 0 && p.topP <= 1, "top_p", p.topP, "greater than 0, at most 1"));
    TB_TRY(require(p.minP >= 0 && p.minP < 1, "min_p", p.minP, "at least 0, less than 1"));
    TB_TRY(require(p.repetitionPenalty > 0 && std::isfinite(p.repetitionPenalty),
                   "repetition_penalty", p.repetitionPenalty, "greater than 0"));
    TB_TRY(require(p.minNewTokens >= 0, "min_new_tokens", double(p.minNewTokens), "at least 0"));
    TB_TRY(require(p.maxNewTokens >= 1, "max_new_tokens", double(p.maxNewTokens), "at least 1"));
    TB_TRY(require(p.minNewTokens <= p.maxNewTokens, "min_new_tokens", double(p.minNewTokens),
                   "at most max_new_tokens"));
    for (const std::string& stop : p.stop)
        TB_TRY(require(!stop.empty(), "stop length", 0, "at least 1 character"));
    return {};
}

nlohmann::json toJson(const SamplingParameters& p) {
    return {{"greedy", p.greedy},
            {"temperature", p.temperature},
            {"top_k", p.topK},
            {"top_p", p.topP},
            {"min_p", p.minP},
            {"repetition_penalty", p.repetitionPenalty},
            {"min_new_tokens", p.minNewTokens},
            {"max_new_tokens", p.maxNewTokens},
            {"seed", p.seed},
            {"stop", p.stop},
            {"ignore_eos", p.ignoreEos}};
}

Result<SamplingParameters> samplingParametersFromJson(const nlohmann::json& json) {
    const nlohmann::ordered_json object = json;
    TB_TRY(refuseUnknownKeys(object));
    JsonFields in(object, "sampling parameters");
    SamplingParameters p;
    p.greedy = in.truth("greedy", p.greedy);
    p.temperature = in.number("temperature", p.temperature);
    p.topK = in.integer("top_k", p.topK);
    p.topP = in.number("top_p", p.topP);
    p.minP = in.number("min_p", p.minP);
    p.repetitionPenalty = in.number("repetition_penalty", p.repetitionPenalty);
    p.minNewTokens = in.integer("min_new_tokens", p.minNewTokens);
    p.maxNewTokens = in.integer("max_new_tokens", p.maxNewTokens);
    p.seed = in.natural("seed", p.seed);
    if (in.has("stop"))
        p.stop = in.texts("stop");
    p.ignoreEos = in.truth("ignore_eos", p.ignoreEos);
    TB_TRY(in.status());
    TB_TRY(validate(p));
    return p;
}

} // namespace tiebreak
