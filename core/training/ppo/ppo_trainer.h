// Proximal Policy Optimization (Schulman et al., arXiv 1707.06347) as RLHF uses it: rollouts by the
// sampler, a reward for the whole response, KL to the reference in the reward, a value head on the
// policy's trunk. A step is one rollout with its epochs of updates. Owns policy, reference, value
// head and optimizer; one thread.
#pragma once

#include "protocol/run_config.h"
#include "training/objectives/kl_estimators.h"
#include "training/optim/lr_schedule.h"
#include "training/ppo/kl_controller.h"
#include "training/ppo/ppo_metrics.h"
#include "training/ppo/response_rewards.h"
#include "training/rollout/kl_probe.h"
#include "training/rollout/sample_responses.h"
#include "training/run/trainer.h"

namespace tiebreak {

/// Rollouts of a run: max_steps, or what its episodes need.
std::int64_t ppoSteps(const RunConfig& config);

class PpoTrainer : public Trainer {
public:
    static Result<std::unique_ptr<PpoTrainer>> make(const RunConfig& config, PolicyModel policy,
                                                    TextTools text,
                                                    std::vector<std::vector<std::int64_t>> prompts,
                                                    ScoreResponses score);

    std::int64_t totalSteps() const override;
    Result<StepOutcome> step(std::int64_t step, const BetweenMicroBatches& between) override;
    Result<std::vector<ProbeAnswer>> probe() override;
    SelfTestSubject selfTestSubject() override;
    bool betweenSteps() const override { return !m_midUpdate; }
    AdamW& optimizer() override { return m_optimizer; }
    NamedTensors extraParameters() const override { return m_valueHead.parameters(); }
    nlohmann::json state() const override;
    Status restore(const nlohmann::json& state) override;
    Status saveModel(const std::filesystem::path& folder) const override;
    const char* checkpointKind() const override { return m_policy.kind(); }

private:
    PpoTrainer(const RunConfig& config, PolicyModel policy, TextTools text,
               std::vector<std::vector<std::int64_t>> prompts, ScoreResponses score,
               ReferenceModel reference);
    Result<Rollout> rollout(std::int64_t step, const BetweenMicroBatches& between);
    std::vector<SampleRequest> requests(std::int64_t step) const;
    Status score(Rollout& rollout, const std::vector<SampledResponse>& responses) const;
    Status measure(Rollout& rollout, const BetweenMicroBatches& between) const;
    void estimateAdvantages(Rollout& rollout) const;
    Result<PpoUpdateOutcome> update(const Rollout& rollout, std::int64_t step,
                                    const BetweenMicroBatches& between);
    void count(const Rollout& rollout);
    double learningRate(std::int64_t step) const;
    std::string promptText(const std::vector<std::int64_t>& ids) const;

    RunConfig m_config;
    double m_startTemperature;
    PolicyModel m_policy;
    TextTools m_text;
    std::vector<std::vector<std::int64_t>> m_prompts;
    ScoreResponses m_score;
    ReferenceModel m_reference;
    ValueHead m_valueHead;
    AdamW m_optimizer;
    Schedule m_schedule;
    KlEstimator m_estimator;
    KlController m_klControl;
    KlProbe m_probe;
    std::int64_t m_episodes = 0;
    double m_tokens = 0;
    bool m_midUpdate = false; ///< some minibatches of a step were applied, the rest were not
};

} // namespace tiebreak
