// One optimizer update behind its guards: the norm before clipping, nothing applied when a number is not finite.
// The trainer's thread.
#pragma once

#include "training/optim/adamw.h"

#include <optional>

namespace tiebreak {

struct UpdateSettings {
    double learningRate = 0;
    double maxGradNorm = 0; ///< 0: no clipping
};

struct UpdateOutcome {
    double gradNorm = 0;          ///< before clipping
    std::optional<Error> failure; ///< NonFinite: the weights are as they were
};

/// Uses up the gradients. `loss` is only looked at for NaN and infinity.
UpdateOutcome updateWeights(AdamW& optimizer, double loss, const UpdateSettings& settings);

} // namespace tiebreak
