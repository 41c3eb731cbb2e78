// The weights that an adapter changes, merged. Used by the files export_*.cpp alone.
#pragma once

#include "model/export_model.h"

#include <ATen/core/Tensor.h>
#include <map>
#include <string>

namespace tiebreak {

/// Hugging Face's name → W + scale · B A in float32.
using ChangedWeights = std::map<std::string, at::Tensor>;

/// Empty where the options name no adapter.
Result<ChangedWeights> mergedWeights(const ExportOptions& options);

/// The changed weight of that name, bare ("layers.0…") or not; nullptr: unchanged.
const at::Tensor* findChanged(const ChangedWeights& changed, const std::string& name);

} // namespace tiebreak
