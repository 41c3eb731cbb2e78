// Log-probabilities of the data under the reference: computed when a row is first met, then kept
// for the rest of the run. The trainer's thread.
#pragma once

#include "training/run/reference_model.h"
#include "training/scoring/completion_batch.h"

#include <optional>
#include <vector>

namespace tiebreak {

class ReferenceLogps {
public:
    /// `ldAlpha`: as the policy's sums are weighted (LD-DPO), or nothing.
    ReferenceLogps(ReferenceModel reference, std::size_t rows, std::optional<double> ldAlpha)
        : m_reference(std::move(reference))
        , m_chosen(rows)
        , m_rejected(rows)
        , m_ldAlpha(ldAlpha) {}

    const ReferenceModel& reference() const { return m_reference; }
    /// Sums for `rows`, which `batch` packs in this order: chosen sides, then rejected. // [2 b]
    /// float32
    at::Tensor of(const std::vector<std::uint64_t>& rows, const CompletionBatch& batch);

    /// What is known so far, NaN where nothing is, for a checkpoint: a row scored again in other
    /// company could differ in its last bits. "reference_logps" [2, rows] float32
    NamedTensors tables() const;
    /// The inverse of tables(); BadFile where it is for another number of rows. Without a table (of
    /// an earlier version) rows are scored again.
    Status restore(const NamedTensors& tables);

private:
    void compute(const std::vector<std::uint64_t>& rows, const CompletionBatch& batch);
    bool known(const std::vector<std::uint64_t>& rows) const;

    ReferenceModel m_reference;
    std::vector<std::optional<float>> m_chosen, m_rejected;
    std::optional<double> m_ldAlpha;
};

} // namespace tiebreak
