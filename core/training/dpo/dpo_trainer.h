// Direct Preference Optimization (Rafailov et al., arXiv 2305.18290) and its kin over frozen pairs,
// with the numbers TRL 1.16 gives. Owns policy, reference, rows and optimizer; one thread.
#pragma once

#include "training/data/preference_data.h"
#include "training/dpo/dpo_step.h"
#include "training/rollout/kl_probe.h"
#include "training/run/row_trainer.h"

namespace tiebreak {

class DpoTrainer : public RowTrainer {
public:
    /// Loads nothing: everything comes from the caller.
    static Result<std::unique_ptr<DpoTrainer>> make(const RunConfig& config, PolicyModel policy,
                                                    TextTools text, PreferenceData data);

    Result<std::vector<ProbeAnswer>> probe() override;
    SelfTestSubject selfTestSubject() override;
    NamedTensors stateTensors() const override { return m_reference.tables(); }
    Status restoreTensors(const NamedTensors& tensors) override {
        return m_reference.restore(tensors);
    }

private:
    DpoTrainer(const RunConfig& config, PolicyModel policy, TextTools text, PreferenceData data,
               DpoSettings settings, ReferenceModel reference);
    void beginStep(std::int64_t step, const StepPlan& plan) override;
    MicroBatchResult microBatch(const RowIndices& rows, double share) override;
    std::string nameOf(const RowIndices& rows) const override;
    double firstLoss(const std::vector<PreferenceRow>& rows) const;

    std::vector<std::int64_t> m_lines; ///< of the data file, from 1, one a row
    std::vector<PreferenceRow> m_rows;
    DpoSettings m_settings;
    ReferenceLogps m_reference;
    KlProbe m_probe;
};

} // namespace tiebreak
