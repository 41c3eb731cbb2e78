// Kahneman–Tversky Optimization (arXiv 2402.01306) over frozen rows, with the numbers TRL 1.16
// gives, and Binary Classifier Optimization (arXiv 2404.04656) over the same rows. Owns policy,
// reference, rows and optimizer; one thread.
#pragma once

#include "training/kto/kto_step.h"
#include "training/rollout/kl_probe.h"

namespace tiebreak {

class KtoTrainer : public RowTrainer {
public:
    /// Loads nothing: everything comes from the caller. BadFile when no row is left.
    static Result<std::unique_ptr<KtoTrainer>> make(const RunConfig& config, PolicyModel policy,
                                                    TextTools text, KtoData data);

    Result<std::vector<ProbeAnswer>> probe() override;
    SelfTestSubject selfTestSubject() override;
    nlohmann::json state() const override;
    NamedTensors stateTensors() const override { return m_reference.tables(); }
    Status restoreTensors(const NamedTensors& tensors) override {
        return m_reference.restore(tensors);
    }
    Status restore(const nlohmann::json& state) override;

private:
    KtoTrainer(const RunConfig& config, PolicyModel policy, TextTools text, KtoData data,
               ReferenceModel reference);
    void beginStep(std::int64_t step, const StepPlan& plan) override;
    void abandonStep() override { m_shift = m_shiftBefore; }
    MicroBatchResult microBatch(const RowIndices& rows, double share) override;

    std::vector<KtoRow> m_rows;
    ReferenceLogps m_reference;
    KtoOptions m_options;
    RunningMean m_shift, m_shiftBefore; ///< of BCO, now and before the running step
    KlProbe m_probe;
};

} // namespace tiebreak
