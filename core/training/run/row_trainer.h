// What methods that learn from frozen rows share: the order of the rows, accumulation over
// micro-batches, the guarded update, the metrics line. A method says what one micro-batch does.
// Owns policy and optimizer; one thread.
#pragma once

#include "protocol/run_config.h"
#include "training/data/batch_plan.h"
#include "training/optim/lr_schedule.h"
#include "training/run/policy_model.h"
#include "training/run/trainer.h"

#include <string>
#include <utility>
#include <vector>

namespace tiebreak {

/// What a micro-batch gave, its gradients apart.
struct MicroBatchResult {
    double loss = 0;   ///< its part of the step's loss: the parts add up
    double tokens = 0; ///< what num_tokens counts
    /// Averaged over the micro-batches that have the key, as TRL logs them.
    std::vector<std::pair<std::string, double>> metrics;
};

/// What the batches of a run count: rows, or packed sequences of them. The evaluated ones come
/// after the learned ones.
struct RowUnits {
    std::size_t learned = 0, evaluated = 0;
};
template <class Data>
RowUnits unitsOf(const Data& data) {
    return {data.rows.size() - data.evalRows, data.evalRows};
}

class RowTrainer : public Trainer {
public:
    std::int64_t totalSteps() const override { return m_plan.totalSteps(); }
    Result<StepOutcome> step(std::int64_t step, const BetweenMicroBatches& between) override;
    Result<std::vector<ProbeAnswer>> probe() override { return std::vector<ProbeAnswer>(); }
    Result<Metrics> evaluate(std::int64_t step) override;
    AdamW& optimizer() override { return m_optimizer; }
    nlohmann::json state() const override { return {{"num_tokens", m_tokens}}; }
    Status restore(const nlohmann::json& state) override;
    Status saveModel(const std::filesystem::path& folder) const override;
    const char* checkpointKind() const override { return m_policy.kind(); }

protected:
    /// `units` is what an epoch and an evaluation have; `parameters` what trains.
    RowTrainer(const RunConfig& config, PolicyModel policy, TextTools text, RowUnits units,
               NamedTensors parameters);

    /// Before the micro-batches of a step.
    virtual void beginStep(std::int64_t /*step*/, const StepPlan& /*plan*/) {}
    /// The step was not applied: what beginStep() and microBatch() changed is put back.
    virtual void abandonStep() {}
    /// Adds the gradient of `share` times the micro-batch's mean loss to the parameters; a loss
    /// that is no mean over micro-batches divides as it says itself. Under a NoGradGuard it only
    /// measures. Errors of LibTorch are thrown.
    virtual MicroBatchResult microBatch(const RowIndices& rows, double share) = 0;

    /// Some units of a step in words, for the person who looks for the bad one among them.
    virtual std::string nameOf(const RowIndices& rows) const;

    const RunConfig& config() const { return m_config; }
    const PolicyModel& policy() const { return m_policy; }
    const Decoder& decoder() const { return *m_policy.decoder; }
    const TextTools& text() const { return m_text; }

private:
    class StepMetrics;
    Status accumulate(const StepPlan& plan, const BetweenMicroBatches& between,
                      StepMetrics& metrics);
    double learningRate(std::int64_t step) const;
    Error inRows(const StepPlan& plan, Error failure) const;
    StepPlan evaluationPlan() const;

    RunConfig m_config;
    PolicyModel m_policy;
    TextTools m_text;
    RowUnits m_units;
    BatchPlan m_plan;
    Schedule m_schedule;
    AdamW m_optimizer;
    double m_tokens = 0; ///< running sum of num_tokens
};

/// Rows cut into groups whose `tokens` stay near `tokensAtOnce`: activations are what costs memory,
/// and rows that do not need one another may go through the model in small groups.
std::vector<RowIndices> groupRows(const RowIndices& rows, std::int64_t tokensAtOnce,
                                  const std::function<std::int64_t(std::uint64_t)>& tokens);

/// Tokens that separable losses pass at once.
inline constexpr std::int64_t kTokensAtOnce = 1024;

} // namespace tiebreak
