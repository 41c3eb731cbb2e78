#include "training/free/free_pair_trainer.h"

namespace tiebreak {

namespace {

FreePairSettings settingsFrom(const RunConfig& config) {
    if (config.method == "orpo") {
        const OrpoOptions options{config.orpo.beta};
        return {[options](const auto& in) { return orpoLoss(in, options); }, options.beta, true};
    }
    if (config.method == "simpo") {
        const SimpoOptions options{config.simpo.beta, config.simpo.gamma};
        return {[options](const auto& in) { return simpoLoss(in, options); }, options.beta, false};
    }
    const CpoOptions options{config.cpo.beta, config.cpo.alpha, config.cpo.labelSmoothing};
    return {[options](const auto& in) { return cpoLoss(in, options); }, options.beta, false};
}

std::vector<std::vector<std::int64_t>> promptsOf(const std::vector<PreferenceRow>& rows) {
    std::vector<std::vector<std::int64_t>> prompts;
    for (const auto& row : rows)
        prompts.push_back(row.prompt);
    return prompts;
}

} // namespace

FreePairTrainer::FreePairTrainer(const RunConfig& config, PolicyModel policy, TextTools text,
                                 PreferenceData data, FreePairSettings settings)
    : RowTrainer(config, policy, std::move(text), unitsOf(data),
                 policy.decoder->trainableParameters())
    , m_rows(std::move(data.rows))
    , m_settings(std::move(settings))
    , m_probe(promptsOf(m_rows), config.seed) {}

Result<std::unique_ptr<FreePairTrainer>> FreePairTrainer::make(const RunConfig& config,
                                                               PolicyModel policy, TextTools text,
                                                               PreferenceData data) {
    if (data.rows.empty())
        return noRowsLeft(data, config.data);
    return std::unique_ptr<FreePairTrainer>(new FreePairTrainer(
        config, std::move(policy), std::move(text), std::move(data), settingsFrom(config)));
}

MicroBatchResult FreePairTrainer::microBatch(const RowIndices& rows, double share) {
    return freePairMicroBatch(decoder(), m_settings, m_rows, rows, share);
}

} // namespace tiebreak
