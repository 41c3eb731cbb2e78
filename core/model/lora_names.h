// What attaching, loading and saving adapters share. Free functions, any thread.
#pragma once

#include "model/lora.h"

namespace tiebreak {

/// "q_proj", "k_proj", …: the last parts of the names an adapter may be on, in the decoder's order.
std::vector<std::string> loraTargets(const Decoder& decoder);
/// The options' targets with "all-linear" spelled out; BadArgument for one that is no layer's.
Result<std::vector<std::string>> resolvedTargets(const Decoder& decoder,
                                                 const LoraOptions& options);
/// As PEFT matches: the whole name of a layer ("model.layers.0.self_attn.q_proj") or an end of it
/// that begins at a dot is among `targets`.
bool isTarget(const std::string& layerName, const std::vector<std::string>& targets);
double loraScale(const LoraOptions& options);
/// BadArgument naming the value and its range.
Status validate(const LoraOptions& options);

} // namespace tiebreak
