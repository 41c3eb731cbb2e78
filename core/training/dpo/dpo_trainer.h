// Direct Preference Optimization (Rafailov et al., arXiv 2305.18290) and its kin over frozen pairs, with the
// numbers TRL 1.16 gives. Owns policy, reference, rows and optimizer; one thread.
#pragma once

#include "protocol/run_config.h"
#include "training/data/batch_plan.h"
#include "training/data/preference_data.h"
#include "training/dpo/dpo_step.h"
#include "training/optim/lr_schedule.h"
#include "training/rollout/kl_probe.h"
#include "training/run/trainer.h"

namespace tiebreak {

class DpoTrainer : public Trainer {
public:
    /// Loads nothing: everything comes from the caller.
    static Result<std::unique_ptr<DpoTrainer>> make(const RunConfig& config, PolicyModel policy,
                                                    TextTools text, PreferenceData data);

    std::int64_t totalSteps() const override { return m_plan.totalSteps(); }
    Result<StepOutcome> step(std::int64_t step, const BetweenMicroBatches& between) override;
    Result<std::vector<ProbeAnswer>> probe() override;
    AdamW& optimizer() override { return m_optimizer; }
    nlohmann::json state() const override { return {{"num_tokens", m_tokens}}; }
    Status restore(const nlohmann::json& state) override;
    Status saveModel(const std::filesystem::path& folder) const override;
    const char* checkpointKind() const override { return m_policy.kind(); }

private:
    DpoTrainer(const RunConfig& config, PolicyModel policy, TextTools text, PreferenceData data,
               DpoSettings settings, ReferenceModel reference);
    Result<DpoStepMetrics> accumulate(const StepPlan& plan, const BetweenMicroBatches& between);
    double learningRate(std::int64_t step) const;

    RunConfig m_config;
    PolicyModel m_policy;
    TextTools m_text;
    std::vector<PreferenceRow> m_rows;
    DpoSettings m_settings;
    ReferenceLogps m_reference;
    BatchPlan m_plan;
    Schedule m_schedule;
    AdamW m_optimizer;
    KlProbe m_probe;
    double m_tokens = 0; ///< running sum of num_tokens
};

} // namespace tiebreak
