#include "training/sft/sft_trainer.h"

#include "training/sft/sft_step.h"

#include <algorithm>

namespace tiebreak {

namespace {

/// What a batch counts: packed sequences where that was asked for, else rows; rows to be evaluated
/// are never packed.
std::vector<RowIndices> sequencesOf(const SftData& data, const RunConfig& config) {
    const std::size_t learned = data.rows.size() - data.evalRows;
    std::vector<RowIndices> sequences;
    if (config.sft.packing)
        sequences = packRows({data.rows.begin(), data.rows.end() - std::ptrdiff_t(data.evalRows)},
                             config.maxLength);
    for (std::uint64_t row = config.sft.packing ? learned : 0; row < data.rows.size(); ++row)
        sequences.push_back({row});
    return sequences;
}

/// What stands before the first trained token of each row.
std::vector<std::vector<std::int64_t>> promptsOf(const std::vector<SftRow>& rows) {
    std::vector<std::vector<std::int64_t>> prompts;
    for (const auto& row : rows) {
        const auto first = std::find(row.trained.begin(), row.trained.end(), true);
        prompts.emplace_back(row.ids.begin(), row.ids.begin() + (first - row.trained.begin()));
    }
    return prompts;
}

} // namespace

SftTrainer::SftTrainer(const RunConfig& config, PolicyModel policy, TextTools text, SftData data,
                       std::vector<RowIndices> sequences)
    : RowTrainer(config, policy, std::move(text),
                 RowUnits{sequences.size() - data.evalRows, data.evalRows},
                 policy.decoder->trainableParameters())
    , m_rows(std::move(data.rows))
    , m_sequences(std::move(sequences))
    , m_probe(promptsOf(m_rows), config.seed) {}

Result<std::unique_ptr<SftTrainer>> SftTrainer::make(const RunConfig& config, PolicyModel policy,
                                                     TextTools text, SftData data) {
    if (data.rows.empty())
        return noRowsLeft(data, config.data);
    auto sequences = sequencesOf(data, config);
    return std::unique_ptr<SftTrainer>(new SftTrainer(config, std::move(policy), std::move(text),
                                                      std::move(data), std::move(sequences)));
}

RowIndices SftTrainer::rowsOf(const RowIndices& sequences) const {
    RowIndices rows;
    for (const std::uint64_t sequence : sequences)
        rows.insert(rows.end(), m_sequences[sequence].begin(), m_sequences[sequence].end());
    return rows;
}

// The loss of a step is a mean over all its trained tokens, so each micro-batch has to know how
// many there are.
void SftTrainer::beginStep(std::int64_t /*step*/, const StepPlan& plan) {
    std::int64_t labels = 0;
    for (const auto& sequences : plan.microBatches)
        for (const std::uint64_t row : rowsOf(sequences))
            labels += m_rows[row].labels();
    m_labels = static_cast<double>(std::max<std::int64_t>(1, labels));
}

MicroBatchResult SftTrainer::microBatch(const RowIndices& sequences, double /*share*/) {
    const RowIndices rows = rowsOf(sequences);
    SftSums sums;
    MicroBatchResult result;
    for (const auto& group :
         groupRows(rows, kTokensAtOnce, [&](auto row) { return m_rows[row].tokens(); })) {
        std::vector<const SftRow*> members;
        for (const std::uint64_t row : group)
            members.push_back(&m_rows[row]);
        sums += sftPass(decoder(), members, m_labels, true);
    }
    for (const std::uint64_t row : rows)
        result.tokens += static_cast<double>(m_rows[row].tokens());
    const double labels = std::max(1.0, sums.labels);
    result.loss = sums.loss;
    result.metrics = {{"entropy", sums.entropy / labels},
                      {"mean_token_accuracy", sums.top1 / labels}};
    return result;
}

Result<std::vector<ProbeAnswer>> SftTrainer::probe() {
    return m_probe.measure(policy(), nullptr, text().tokenizer);
}

SelfTestSubject SftTrainer::selfTestSubject() {
    std::vector<PreferenceRow> rows;
    for (const auto& row : m_rows)
        rows.push_back(halved(row.ids));
    return {policy().decoder.get(), nullptr, false, selfTestRows(rows), {}, 0};
}

} // namespace tiebreak
