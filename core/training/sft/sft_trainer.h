// Supervised fine-tuning: the negative log-likelihood of the trained tokens of frozen rows, with
// the numbers TRL 1.16 gives. Rows are laid end to end without padding and never see one another,
// packed or not. One thread.
#pragma once

#include "training/data/sft_data.h"
#include "training/rollout/kl_probe.h"
#include "training/run/row_trainer.h"

namespace tiebreak {

class SftTrainer : public RowTrainer {
public:
    /// Loads nothing: everything comes from the caller. BadFile when no row is left.
    static Result<std::unique_ptr<SftTrainer>> make(const RunConfig& config, PolicyModel policy,
                                                    TextTools text, SftData data);

    Result<std::vector<ProbeAnswer>> probe() override;
    SelfTestSubject selfTestSubject() override;

private:
    SftTrainer(const RunConfig& config, PolicyModel policy, TextTools text, SftData data,
               std::vector<RowIndices> sequences);
    void beginStep(std::int64_t step, const StepPlan& plan) override;
    MicroBatchResult microBatch(const RowIndices& sequences, double share) override;
    RowIndices rowsOf(const RowIndices& sequences) const;

    std::vector<SftRow> m_rows;
    std::vector<RowIndices>
        m_sequences;     ///< what a batch counts: rows of each, one where not packed
    double m_labels = 1; ///< trained tokens of the running step
    KlProbe m_probe;     ///< answers alone: there is no reference
};

} // namespace tiebreak
