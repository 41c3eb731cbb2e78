// What attaching, loading and saving adapters share. Free functions, any thread.
#pragma once

#include "model/lora.h"

namespace tiebreak {

/// The seven names an adapter may be on, in the decoder's order.
const std::vector<std::string>& loraTargets();
/// The options' targets with "all-linear" spelled out; BadArgument for an unknown one.
Result<std::vector<std::string>> resolvedTargets(const LoraOptions& options);
/// Whether "self_attn.q_proj" is among {"q_proj", …}.
bool isTarget(const std::string& layerName, const std::vector<std::string>& targets);
double loraScale(const LoraOptions& options);
/// BadArgument naming the value and its range.
Status validate(const LoraOptions& options);

} // namespace tiebreak
