// The loss of the first step, when policy and reference still are the same model: a constant of the
// objective (ln 2 for DPO's own), so it shows a wrong reference or a wrong sign before anything is
// learned. Pure functions, any thread.
#pragma once

#include "training/objectives/preference_losses.h"

#include <optional>

namespace tiebreak {

/// The mean loss of pairs whose log-ratios are all 0, by formula; nothing where it depends on the
/// data (sft).
std::optional<double> expectedFirstLoss(const PreferenceObjective& objective);

} // namespace tiebreak
