// Preference methods over frozen pairs that need no reference model: ORPO, SimPO and CPO. One
// thread.
#pragma once

#include "training/data/preference_data.h"
#include "training/free/free_pair_step.h"
#include "training/rollout/kl_probe.h"

namespace tiebreak {

class FreePairTrainer : public RowTrainer {
public:
    /// The method is the configuration's. BadFile when no row is left.
    static Result<std::unique_ptr<FreePairTrainer>>
    make(const RunConfig& config, PolicyModel policy, TextTools text, PreferenceData data);

    Result<std::vector<ProbeAnswer>> probe() override {
        return m_probe.measure(policy(), nullptr, text().tokenizer);
    }
    SelfTestSubject selfTestSubject() override {
        return {policy().decoder.get(), nullptr, false, selfTestRows(m_rows), {}, 0};
    }

private:
    FreePairTrainer(const RunConfig& config, PolicyModel policy, TextTools text,
                    PreferenceData data, FreePairSettings settings);
    MicroBatchResult microBatch(const RowIndices& rows, double share) override;

    std::vector<PreferenceRow> m_rows;
    FreePairSettings m_settings;
    KlProbe m_probe; ///< answers alone: there is no reference
};

} // namespace tiebreak
