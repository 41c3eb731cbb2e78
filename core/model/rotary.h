// Rotary position embedding (Su et al. 2021, eq. 34) in the half-split layout of Hugging Face
// weights: element i of a head turns with element i + S/2. Free functions, any thread.
#pragma once

#include "model/model_config.h"

#include <ATen/core/Tensor.h>
#include <utility>

namespace tiebreak {

/// Radians a position for each pair, with the configuration's stretching. // [S / 2] float32
at::Tensor rotaryFrequencies(const ModelConfig& config);

/// Cosine and sine for `positions` [N], each [N, S] (both halves alike) float32.
std::pair<at::Tensor, at::Tensor> rotaryAngles(const at::Tensor& positions,
                                               const at::Tensor& frequencies);

/// `heads` [N, H, S] turned by the angles, computed in float32, in the dtype of `heads`.
at::Tensor rotate(const at::Tensor& heads, const at::Tensor& cosine, const at::Tensor& sine);

} // namespace tiebreak
