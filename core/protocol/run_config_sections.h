// The sections of run.json that belong to one method: from JSON and back. Pure functions, any
// thread.
#pragma once

#include "protocol/run_config.h"

namespace tiebreak {

Result<SftConfig> readSft(const nlohmann::json& object);
Result<RewardModelConfig> readRewardModel(const nlohmann::json& object);
Result<KtoConfig> readKto(const nlohmann::json& object);
Result<OrpoConfig> readOrpo(const nlohmann::json& object);
Result<SimpoConfig> readSimpo(const nlohmann::json& object);
Result<CpoConfig> readCpo(const nlohmann::json& object);
Result<BcoConfig> readBco(const nlohmann::json& object);

nlohmann::json toJson(const SftConfig& sft);
nlohmann::json toJson(const RewardModelConfig& reward);
nlohmann::json toJson(const KtoConfig& kto);
nlohmann::json toJson(const OrpoConfig& orpo);
nlohmann::json toJson(const SimpoConfig& simpo);
nlohmann::json toJson(const CpoConfig& cpo);
nlohmann::json toJson(const BcoConfig& bco);

} // namespace tiebreak
