// Classifier-free guidance (Sanchez et al. 2023, eq. 7): ln p = u + scale · (c - u), where c are
// the log-probabilities after the prompt and u those after the negative prompt. Pure function, any
// thread.
#pragma once

#include <span>
#include <vector>

namespace tiebreak {

/// `conditional` and `negative` float32 [V]; fills `out` [V]. Scale 1 gives c.
void guide(std::span<const float> conditional, std::span<const float> negative, double scale,
           std::vector<float>& out);

} // namespace tiebreak
