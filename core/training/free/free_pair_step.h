// One micro-batch of a preference method without reference (ORPO, SimPO, CPO): packed forward pass,
// loss, gradient. The trainer's thread.
#pragma once

#include "training/data/preference_row.h"
#include "training/objectives/free_pair_losses.h"
#include "training/run/row_trainer.h"

namespace tiebreak {

struct FreePairSettings {
    std::function<FreePairLosses(const FreePairInputs&)> loss;
    double beta = 1;          ///< by which the rewards were multiplied, for logps/*
    bool promptInNll = false; ///< the NLL term counts the prompt's tokens too
};

/// Adds d(mean loss of the micro-batch · scale) to the parameters' gradients.
MicroBatchResult freePairMicroBatch(const Decoder& policy, const FreePairSettings& settings,
                                    const std::vector<PreferenceRow>& data, const RowIndices& rows,
                                    double scale);

} // namespace tiebreak
