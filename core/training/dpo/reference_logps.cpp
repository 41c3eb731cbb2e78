#include "training/dpo/reference_logps.h"

#include "training/scoring/sequence_scores.h"

#include <ATen/ops/tensor.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace tiebreak {

namespace {

constexpr const char* kTable = "reference_logps";

} // namespace

bool ReferenceLogps::known(const std::vector<std::uint64_t>& rows) const {
    return std::ranges::all_of(rows, [&](std::uint64_t row) { return m_chosen[row].has_value(); });
}

void ReferenceLogps::compute(const std::vector<std::uint64_t>& rows, const CompletionBatch& batch) {
    const ReferenceModel::Scope scope(m_reference);
    PassOptions options;
    options.score.statistics = false;
    const auto pass = passSequences(scope.decoder(), batch, options);
    const at::Tensor weights =
        m_ldAlpha ? lengthDesensitisedWeights(batch, *m_ldAlpha) : at::Tensor();
    const at::Tensor sums =
        sumSequences(batch, pass.tokens.logps, weights).to(at::kCPU).contiguous(); // [2 b]
    const float* values = sums.const_data_ptr<float>();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        m_chosen[rows[i]] = values[i];
        m_rejected[rows[i]] = values[rows.size() + i];
    }
}

at::Tensor ReferenceLogps::of(const std::vector<std::uint64_t>& rows,
                              const CompletionBatch& batch) {
    if (!known(rows))
        compute(rows, batch);
    std::vector<float> values;
    for (const auto* side : {&m_chosen, &m_rejected})
        for (const std::uint64_t row : rows)
            values.push_back(*(*side)[row]);
    return at::tensor(values).to(batch.targets.device());
}

NamedTensors ReferenceLogps::tables() const {
    std::vector<float> values;
    for (const auto* side : {&m_chosen, &m_rejected})
        for (const auto& value : *side)
            values.push_back(value.value_or(std::numeric_limits<float>::quiet_NaN()));
    const auto rows = static_cast<std::int64_t>(m_chosen.size());
    return {{kTable, at::tensor(values).view({2, rows})}};
}

Status ReferenceLogps::restore(const NamedTensors& tables) {
    const auto found = std::ranges::find(tables, kTable, &NamedTensor::first);
    if (found == tables.end())
        return {};
    const at::Tensor& table = found->second;
    const auto rows = static_cast<std::int64_t>(m_chosen.size());
    if (table.scalar_type() != at::kFloat || table.sizes() != at::IntArrayRef({2, rows}))
        return Error{ErrorCode::BadFile,
                     "reference log-probabilities of shape " + c10::str(table.sizes()) +
                         ", the data has " + std::to_string(rows) + " rows",
                     {},
                     {}};
    const at::Tensor flat = table.contiguous();
    const float* value = flat.const_data_ptr<float>();
    for (auto* side : {&m_chosen, &m_rejected})
        for (auto& one : *side) {
            one = std::isnan(*value) ? std::nullopt : std::optional(*value);
            ++value;
        }
    return {};
}

} // namespace tiebreak
