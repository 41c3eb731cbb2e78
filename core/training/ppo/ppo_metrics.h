// The line of metrics.jsonl a PPO step writes, under TRL's names but with masked means throughout. Pure function.
#pragma once

#include "training/ppo/ppo_update.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

struct PpoStepFacts {
    double epoch = 0;           ///< passes over the prompts
    double learningRate = 0;
    std::int64_t episode = 0;   ///< running count
    double numTokens = 0;       ///< running count of prompt and response tokens
    double seconds = 0;         ///< of this step
};

nlohmann::ordered_json ppoMetricsLine(const Rollout& rollout, const PpoUpdateMetrics& update,
                                      const PpoStepFacts& facts);

/// Σ_t over the response, mean over the episodes. `table` and `mask` [B, R].
double meanOfSums(const at::Tensor& table, const at::Tensor& mask);

} // namespace tiebreak
