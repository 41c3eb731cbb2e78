// One micro-batch of DPO: packed forward pass, loss on the sequences' log-probabilities, gradient
// back into the parameters. The trainer's thread.
#pragma once

#include "training/data/preference_row.h"
#include "training/dpo/dpo_metrics.h"
#include "training/dpo/reference_logps.h"
#include "training/objectives/preference_losses.h"

#include <span>

namespace tiebreak {

struct DpoSettings {
    PreferenceObjective objective;
    std::optional<double> ldAlpha; ///< LD-DPO (arXiv 2409.06411)
    bool useWeighting = false;     ///< WPO (arXiv 2406.11827)
    std::int64_t tokensAtOnce =
        kTokensAtOnce; ///< pairs of a separable loss are passed in groups of about this many tokens
};

/// Adds d(mean loss of the micro-batch · scale) to the parameters' gradients.
DpoSums dpoMicroBatch(const Decoder& policy, ReferenceLogps& reference, const DpoSettings& settings,
                      const std::vector<PreferenceRow>& data,
                      const std::vector<std::uint64_t>& rows, double scale);

} // namespace tiebreak
