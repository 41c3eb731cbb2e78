#include "protocol/run_config_sections.h"

#include "protocol/json_reader.h"

namespace tiebreak {

namespace {

using nlohmann::json;

template <class T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

} // namespace

Result<SftConfig> readSft(const json& object) {
    SftConfig sft;
    JsonReader reader(object, "sft.");
    reader.optionalFlag("completion_only", sft.completionOnly);
    reader.flag("assistant_only", sft.assistantOnly);
    reader.flag("packing", sft.packing);
    TB_TRY(reader.finish());
    return sft;
}

Result<RewardModelConfig> readRewardModel(const json& object) {
    RewardModelConfig reward;
    JsonReader reader(object, "reward.");
    reader.optionalNumber("center_coefficient", reward.centerCoefficient, atLeast(0));
    TB_TRY(reader.finish());
    return reward;
}

Result<KtoConfig> readKto(const json& object) {
    KtoConfig kto;
    JsonReader reader(object, "kto.");
    reader.number("beta", kto.beta, above(0));
    reader.optionalNumber("beta_end", kto.betaEnd, above(0));
    reader.number("desirable_weight", kto.desirableWeight, atLeast(0));
    reader.number("undesirable_weight", kto.undesirableWeight, atLeast(0));
    TB_TRY(reader.finish());
    return kto;
}

Result<OrpoConfig> readOrpo(const json& object) {
    OrpoConfig orpo;
    JsonReader reader(object, "orpo.");
    reader.number("beta", orpo.beta, above(0));
    TB_TRY(reader.finish());
    return orpo;
}

Result<SimpoConfig> readSimpo(const json& object) {
    SimpoConfig simpo;
    JsonReader reader(object, "simpo.");
    reader.number("beta", simpo.beta, above(0));
    reader.number("gamma", simpo.gamma, atLeast(0));
    TB_TRY(reader.finish());
    return simpo;
}

Result<CpoConfig> readCpo(const json& object) {
    CpoConfig cpo;
    JsonReader reader(object, "cpo.");
    reader.number("beta", cpo.beta, above(0));
    reader.number("alpha", cpo.alpha, atLeast(0));
    reader.number("label_smoothing", cpo.labelSmoothing, halfOpen(0, 0.5));
    TB_TRY(reader.finish());
    return cpo;
}

Result<BcoConfig> readBco(const json& object) {
    BcoConfig bco;
    JsonReader reader(object, "bco.");
    reader.number("beta", bco.beta, above(0));
    TB_TRY(reader.finish());
    return bco;
}

json toJson(const SftConfig& sft) {
    return {{"completion_only", orNull(sft.completionOnly)},
            {"assistant_only", sft.assistantOnly},
            {"packing", sft.packing}};
}

json toJson(const RewardModelConfig& reward) {
    return {{"center_coefficient", orNull(reward.centerCoefficient)}};
}

json toJson(const KtoConfig& kto) {
    return {{"beta", kto.beta},
            {"beta_end", orNull(kto.betaEnd)},
            {"desirable_weight", kto.desirableWeight},
            {"undesirable_weight", kto.undesirableWeight}};
}

json toJson(const OrpoConfig& orpo) {
    return {{"beta", orpo.beta}};
}

json toJson(const SimpoConfig& simpo) {
    return {{"beta", simpo.beta}, {"gamma", simpo.gamma}};
}

json toJson(const CpoConfig& cpo) {
    return {{"beta", cpo.beta}, {"alpha", cpo.alpha}, {"label_smoothing", cpo.labelSmoothing}};
}

json toJson(const BcoConfig& bco) {
    return {{"beta", bco.beta}};
}

} // namespace tiebreak
