// Short runs of the real trainers on the tiny model, for self-tests. Blocking; the calling thread
// becomes the trainer's.
#pragma once

#include "protocol/run_config.h"
#include "training/run/policy_model.h"
#include "training/run/trainer.h"

#include <c10/core/Device.h>
#include <filesystem>
#include <memory>

namespace tiebreak {

/// A DPO run over tinyPairs(16), batches of four.
RunConfig tinyDpoConfig(c10::Device device, const std::filesystem::path& model, bool lora);
/// PPO over their prompts, one pass a rollout; the reward is what shorter responses get.
RunConfig tinyPpoConfig(c10::Device device, const std::filesystem::path& model);

Result<std::unique_ptr<Trainer>> makeTinyDpo(const RunConfig& config);
Result<std::unique_ptr<Trainer>> makeTinyPpo(const RunConfig& config);

/// The metrics of the first `count` steps; NonFinite where a step failed.
Result<std::vector<nlohmann::ordered_json>> runSteps(Trainer& trainer, std::int64_t count);

/// A tiny policy with an adapter that already changes the model.
Result<PolicyModel> makeTinyPolicy(c10::Device device,
                                   c10::ScalarType dtype = c10::ScalarType::Float);

} // namespace tiebreak
