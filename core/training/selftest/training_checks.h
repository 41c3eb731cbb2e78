// What training computes, on a tiny model: first losses, gradients two ways, twenty steps on one
// device against the CPU, PPO's first pass. Blocking; the calling thread becomes the decoder's.
#pragma once

#include "base/result.h"
#include "training/selftest/self_test_report.h"

#include <c10/core/Device.h>
#include <filesystem>

namespace tiebreak {

inline constexpr std::int64_t kSelfTestSteps = 20;

/// The first loss of every objective whose value is known without the data, as a share of it.
SelfTestCheck firstLossCheck(c10::Device device);
/// The gradient of DPO in chunks, with a shared prompt, against autograd over one dense softmax; as
/// a share of its norm.
SelfTestCheck chunkedGradientCheck(c10::Device device);
/// The gradient of one batch of eight against four micro-batches of two, as a share of its norm.
SelfTestCheck accumulationCheck(c10::Device device);
/// The ratio of PPO's first pass over a rollout, whose log-probabilities are those it was drawn
/// with: 1 on every token. `model` is a folder saveTinyModel() made.
Result<SelfTestCheck> ppoFirstPassCheck(c10::Device device, const std::filesystem::path& model);

/// Twenty DPO steps, LoRA and full: loss and gradient norm on `device` against the CPU's, as a
/// share of them; on the CPU itself against a second run, bit by bit.
Result<SelfTestCheck> trainingStepsCheck(c10::Device device, const std::filesystem::path& model,
                                         bool lora);
/// The last of those losses as a share of the first: below 1 where training learns.
Result<SelfTestCheck> learningCheck(c10::Device device, const std::filesystem::path& model);

} // namespace tiebreak
