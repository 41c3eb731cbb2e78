#include "training/kto/kto_trainer.h"

namespace tiebreak {

namespace {

std::vector<std::vector<std::int64_t>> promptsOf(const std::vector<KtoRow>& rows) {
    std::vector<std::vector<std::int64_t>> prompts;
    for (const auto& row : rows)
        prompts.push_back(row.prompt);
    return prompts;
}

KtoOptions optionsFrom(const RunConfig& config) {
    if (config.method == "bco")
        return {config.bco.beta, 1, 1};
    return {config.kto.beta, config.kto.desirableWeight, config.kto.undesirableWeight};
}

} // namespace

KtoTrainer::KtoTrainer(const RunConfig& config, PolicyModel policy, TextTools text, KtoData data,
                       ReferenceModel reference)
    : RowTrainer(config, policy, std::move(text), unitsOf(data),
                 policy.decoder->trainableParameters())
    , m_rows(std::move(data.rows))
    , m_reference(std::move(reference), m_rows.size(), std::nullopt)
    , m_options(optionsFrom(config))
    , m_probe(promptsOf(m_rows), config.seed) {}

Result<std::unique_ptr<KtoTrainer>> KtoTrainer::make(const RunConfig& config, PolicyModel policy,
                                                     TextTools text, KtoData data) {
    if (data.rows.empty())
        return noRowsLeft(data, config.data);
    if (config.method == "bco") // no divergence to estimate: other rows' completions are not scored
        for (auto& row : data.rows)
            row.mismatched.clear();
    TB_ASSIGN(auto reference, ReferenceModel::make(config, policy));
    return std::unique_ptr<KtoTrainer>(new KtoTrainer(config, std::move(policy), std::move(text),
                                                      std::move(data), std::move(reference)));
}

void KtoTrainer::beginStep(std::int64_t step, const StepPlan& /*plan*/) {
    m_shiftBefore = m_shift;
    if (config().method == "kto")
        m_options.beta =
            scheduledValue(config().kto.beta, config().kto.betaEnd, step, totalSteps());
}

MicroBatchResult KtoTrainer::microBatch(const RowIndices& rows, double share) {
    const KtoSettings settings{m_options, config().method == "bco" ? &m_shift : nullptr};
    return resultOf(ktoMicroBatch(decoder(), m_reference, settings, m_rows, rows, share), share);
}

nlohmann::json KtoTrainer::state() const {
    nlohmann::json state = RowTrainer::state();
    state["shift_mean"] = m_shift.mean();
    state["shift_count"] = m_shift.count();
    return state;
}

Status KtoTrainer::restore(const nlohmann::json& state) {
    m_shift = RunningMean(state.value("shift_mean", 0.0), state.value("shift_count", 0.0));
    return RowTrainer::restore(state);
}

Result<std::vector<ProbeAnswer>> KtoTrainer::probe() {
    return m_probe.measure(policy(), &m_reference.reference(), text().tokenizer);
}

SelfTestSubject KtoTrainer::selfTestSubject() {
    std::vector<PreferenceRow> rows;
    for (const auto& row : m_rows)
        rows.push_back(row.asPair());
    return {policy().decoder.get(),
            &m_reference.reference(),
            ReferenceModel::isStart(config()),
            selfTestRows(rows),
            {},
            0};
}

} // namespace tiebreak
