#include "training/dpo/dpo_trainer.h"

#include "training/selftest/first_loss.h"

#include <numeric>

namespace tiebreak {

namespace {

Result<DpoSettings> settingsFrom(const RunConfig& config) {
    const DpoConfig& dpo = config.dpo;
    DpoSettings settings;
    TB_ASSIGN(settings.objective,
              makePreferenceObjective(
                  dpo.lossTypes, dpo.lossWeights,
                  {dpo.beta, dpo.labelSmoothing, dpo.fDivergence, dpo.fAlpha, dpo.discopopTau}));
    settings.ldAlpha = dpo.ldAlpha;
    settings.useWeighting = dpo.useWeighting;
    return settings;
}

std::vector<std::vector<std::int64_t>> promptsOf(const std::vector<PreferenceRow>& rows) {
    std::vector<std::vector<std::int64_t>> prompts;
    for (const auto& row : rows)
        prompts.push_back(row.prompt);
    return prompts;
}

} // namespace

DpoTrainer::DpoTrainer(const RunConfig& config, PolicyModel policy, TextTools text,
                       PreferenceData data, DpoSettings settings, ReferenceModel reference)
    : RowTrainer(config, policy, std::move(text), unitsOf(data),
                 policy.decoder->trainableParameters())
    , m_lines(linesOfRows(data))
    , m_rows(std::move(data.rows))
    , m_settings(std::move(settings))
    , m_reference(std::move(reference), m_rows.size(), config.dpo.ldAlpha)
    , m_probe(promptsOf(m_rows), config.seed) {}

Result<std::unique_ptr<DpoTrainer>> DpoTrainer::make(const RunConfig& config, PolicyModel policy,
                                                     TextTools text, PreferenceData data) {
    if (data.rows.empty())
        return noRowsLeft(data, config.data);
    TB_ASSIGN(auto settings, settingsFrom(config));
    TB_ASSIGN(auto reference, ReferenceModel::make(config, policy));
    return std::unique_ptr<DpoTrainer>(new DpoTrainer(config, std::move(policy), std::move(text),
                                                      std::move(data), std::move(settings),
                                                      std::move(reference)));
}

void DpoTrainer::beginStep(std::int64_t step, const StepPlan& /*plan*/) {
    m_settings.objective.options.beta =
        scheduledValue(config().dpo.beta, config().dpo.betaEnd, step, totalSteps());
}

MicroBatchResult DpoTrainer::microBatch(const RowIndices& rows, double share) {
    return resultOf(dpoMicroBatch(decoder(), m_reference, m_settings, m_rows, rows, share), share);
}

Result<std::vector<ProbeAnswer>> DpoTrainer::probe() {
    return m_probe.measure(policy(), &m_reference.reference(), text().tokenizer);
}

std::string DpoTrainer::nameOf(const RowIndices& rows) const {
    std::string lines;
    for (const auto row : rows)
        lines += (lines.empty() ? "" : ", ") + std::to_string(m_lines.at(row));
    return "rows " + lines + " of the data";
}

/// With a cache of its own: what training keeps is computed in its own micro-batches.
double DpoTrainer::firstLoss(const std::vector<PreferenceRow>& rows) const {
    ReferenceLogps reference(m_reference.reference(), rows.size(), config().dpo.ldAlpha);
    RowIndices all(rows.size());
    std::iota(all.begin(), all.end(), 0);
    const auto sums = dpoMicroBatch(decoder(), reference, m_settings, rows, all, 1);
    return sums.loss / sums.pairs;
}

SelfTestSubject DpoTrainer::selfTestSubject() {
    SelfTestSubject subject{policy().decoder.get(),
                            &m_reference.reference(),
                            ReferenceModel::isStart(config()),
                            selfTestRows(m_rows),
                            {},
                            0};
    const auto expected = expectedFirstLoss(m_settings.objective);
    if (!expected || m_settings.useWeighting)
        return subject;
    subject.expectedFirstLoss = *expected;
    subject.firstLoss = [this, rows = subject.rows] {
        const double loss = firstLoss(rows);
        optimizer().zeroGradients();
        return loss;
    };
    return subject;
}

} // namespace tiebreak
