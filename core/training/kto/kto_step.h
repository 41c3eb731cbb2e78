// One micro-batch of KTO or BCO: first the shift that rewards are measured from (the divergence on
// mismatched completions, or the running mean), then loss and gradient on the own completions. The
// trainer's thread.
#pragma once

#include "training/data/kto_data.h"
#include "training/dpo/reference_logps.h"
#include "training/objectives/bco_loss.h"
#include "training/objectives/kto_loss.h"
#include "training/run/row_trainer.h"

namespace tiebreak {

struct KtoSettings {
    KtoOptions options;
    RunningMean* bcoShift = nullptr; ///< BCO: what it updates; nullptr: KTO
};

/// What one side (good or bad completions) of a micro-batch sums up to.
struct KtoSide {
    double rows = 0, tokens = 0, logps = 0, rewards = 0, logits = 0;
    KtoSide& operator+=(const KtoSide& other);
};

/// Sums over one micro-batch.
struct KtoSums {
    double loss = 0, entropy = 0, tokens = 0; ///< `tokens`: attention mask
    double shift = 0;                         ///< KTO: z; BCO: δ
    bool bco = false;
    KtoSide good, bad;
};

/// Adds d(mean loss of the micro-batch · scale) to the parameters' gradients.
KtoSums ktoMicroBatch(const Decoder& policy, ReferenceLogps& reference, const KtoSettings& settings,
                      const std::vector<KtoRow>& data, const RowIndices& rows, double scale);

/// kl (bco: delta), entropy, rewards/*, logps/*, logits/* of the contract; no key for a side that
/// is not there.
MicroBatchResult resultOf(const KtoSums& sums, double share);

} // namespace tiebreak
