// The numbers a DPO step reports, summed over a micro-batch and put into words exactly as TRL 1.16
// does. Plain values, any thread.
#pragma once

#include "training/run/row_trainer.h"

namespace tiebreak {

/// Sums over one micro-batch.
struct DpoSums {
    double loss = 0; ///< Σ of the pairs' losses
    double pairs = 0;
    double tokens = 0; ///< attention mask over chosen and rejected: the prompt counts twice
    double entropy = 0, completionTokens = 0;
    double top1 = 0, chosenTokens = 0, rejectedTokens = 0;
    double chosenLogits = 0, rejectedLogits = 0;
    double chosenLogps = 0, rejectedLogps = 0;
    double chosenRewards = 0, rejectedRewards = 0, accurate = 0;
    DpoSums& operator+=(const DpoSums& other);
};

/// loss … logits/rejected of the contract; `share` is the micro-batch's part of the step's loss.
MicroBatchResult resultOf(const DpoSums& sums, double share);

} // namespace tiebreak
