// Some rows of supervised fine-tuning through the model: loss, gradient, statistics. The trainer's
// thread.
#pragma once

#include "training/data/sft_row.h"
#include "training/scoring/sequence_scores.h"

#include <span>

namespace tiebreak {

/// Sums over the trained tokens.
struct SftSums {
    double loss = 0; ///< Σ −log p / labels of the step
    double labels = 0, entropy = 0, top1 = 0;
    SftSums& operator+=(const SftSums& other);
};

/// Adds the gradient of Σ −log p / `stepLabels` to the parameters where `training`.
SftSums sftPass(const Decoder& decoder, std::span<const SftRow* const> rows, double stepLabels,
                bool training);

} // namespace tiebreak
