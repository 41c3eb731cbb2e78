#include "training/dpo/dpo_trainer.h"

#include "tensor/torch_error.h"
#include "training/optim/update_weights.h"

namespace tiebreak {

namespace {

Result<DpoSettings> settingsFrom(const RunConfig& config) {
    const DpoConfig& dpo = config.dpo;
    DpoSettings settings;
    TB_ASSIGN(settings.objective,
              makePreferenceObjective(dpo.lossTypes, dpo.lossWeights,
                                      {dpo.beta, dpo.labelSmoothing, dpo.fDivergence, dpo.fAlpha,
                                       dpo.discopopTau}));
    settings.ldAlpha = dpo.ldAlpha;
    settings.useWeighting = dpo.useWeighting;
    return settings;
}

BatchPlanOptions planFrom(const RunConfig& config, std::size_t rows) {
    return {static_cast<std::int64_t>(rows), config.batchSize, config.gradientAccumulation, config.epochs,
            config.maxSteps,                 config.order == "shuffle", config.seed};
}

std::vector<std::vector<std::int64_t>> promptsOf(const std::vector<PreferenceRow>& rows) {
    std::vector<std::vector<std::int64_t>> prompts;
    for (const auto& row : rows)
        prompts.push_back(row.prompt);
    return prompts;
}

} // namespace

DpoTrainer::DpoTrainer(const RunConfig& config, PolicyModel policy, TextTools text, PreferenceData data,
                       DpoSettings settings, ReferenceModel reference)
    : m_config(config), m_policy(std::move(policy)), m_text(std::move(text)), m_rows(std::move(data.rows)),
      m_settings(std::move(settings)), m_reference(std::move(reference), m_rows.size(), config.dpo.ldAlpha),
      m_plan(planFrom(config, m_rows.size())), m_schedule(*parseSchedule(config.schedule)),
      m_optimizer(m_policy.decoder->trainableParameters(),
                  {config.adamBeta1, config.adamBeta2, config.adamEpsilon, config.weightDecay}),
      m_probe(promptsOf(m_rows), config.seed) {}

Result<std::unique_ptr<DpoTrainer>> DpoTrainer::make(const RunConfig& config, PolicyModel policy,
                                                     TextTools text, PreferenceData data) {
    if (data.rows.empty())
        return Error{ErrorCode::BadFile,
                     "no row is left to train on: " + std::to_string(data.lines) + " rows, " +
                         std::to_string(data.dropped.size()) +
                         " of them with a prompt that fills max_length " + std::to_string(config.maxLength),
                     config.data, {}};
    TB_ASSIGN(auto settings, settingsFrom(config));
    TB_TRY(parseSchedule(config.schedule));
    TB_ASSIGN(auto reference, ReferenceModel::make(config, policy));
    return std::unique_ptr<DpoTrainer>(new DpoTrainer(config, std::move(policy), std::move(text),
                                                      std::move(data), std::move(settings),
                                                      std::move(reference)));
}

double DpoTrainer::learningRate(std::int64_t step) const {
    return m_config.learningRate * scheduleFactor(m_schedule, step, m_config.warmupSteps, totalSteps());
}

Result<DpoStepMetrics> DpoTrainer::accumulate(const StepPlan& plan, const BetweenMicroBatches& between) {
    DpoStepMetrics metrics;
    const double scale = 1.0 / static_cast<double>(plan.microBatches.size());
    for (const auto& rows : plan.microBatches) {
        TB_TRY(between());
        TB_ASSIGN(const auto sums, guardTorch("training on a micro-batch", [&] {
                      return dpoMicroBatch(*m_policy.decoder, m_reference, m_settings, m_rows, rows, scale);
                  }));
        metrics.add(sums);
        m_tokens += sums.tokens;
    }
    return metrics;
}

Result<StepOutcome> DpoTrainer::step(std::int64_t step, const BetweenMicroBatches& between) {
    const StepPlan plan = m_plan.step(step);
    const double tokensBefore = m_tokens;
    auto metrics = accumulate(plan, between);
    if (!metrics) { // a step that did not happen leaves nothing behind
        m_tokens = tokensBefore;
        m_optimizer.zeroGradients();
        return metrics.error();
    }
    const double rate = learningRate(step);
    TB_ASSIGN(auto update, guardTorch("updating the weights", [&] {
                  return updateWeights(m_optimizer, metrics->loss(), {rate, m_config.maxGradNorm});
              }));
    return StepOutcome{metrics->line(plan.epoch, update.gradNorm, rate, m_tokens), std::move(update.failure)};
}

Result<std::vector<ProbeAnswer>> DpoTrainer::probe() {
    return m_probe.measure(m_policy, m_reference.reference(), m_text.tokenizer);
}

Status DpoTrainer::restore(const nlohmann::json& state) {
    m_tokens = state.value("num_tokens", 0.0);
    return {};
}

Status DpoTrainer::saveModel(const std::filesystem::path& folder) const {
    return m_policy.save(m_config, folder);
}

} // namespace tiebreak
