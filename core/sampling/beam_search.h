// Beam search for one response: groups of beams over rows that the caller decodes (Freitag and
// Al-Onaizan 2017 for the search, Vijayakumar et al. 2018 for diverse groups). Knows nothing of
// caches: it says which rows must be copied. Owned by its member of the batch, the thread that
// decodes.
#pragma once

#include "sampling/beam_group.h"

namespace tiebreak {

/// Row `to` becomes what row `from` was before the step; no `from` is a `to`.
struct RowCopy {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

class BeamSearch {
public:
    BeamSearch(std::shared_ptr<const BeamRules> rules, std::span<const TokenId> prompt,
               std::int64_t vocabulary);

    std::int64_t rows() const { return m_width; }
    /// The first token: `logits` float32 [V] after the prompt.
    Status begin(std::span<const float> logits);
    /// One more: `logits` [rows, V]; what must be copied before the next step.
    Result<std::vector<RowCopy>> step(std::span<const float> logits);
    /// The last token of each row; 0 where a row has nothing to go on with. // [rows]
    void writeTokens(std::span<std::int64_t> ids) const;

    bool done() const;
    void cancel();
    /// The n best, best first, once done.
    std::vector<FinishedBeam> best() const;

private:
    Status stepGroups(std::span<const float> logits);
    std::vector<RowCopy> settleRows();

    std::shared_ptr<const BeamRules> m_rules;
    std::int64_t m_width;
    std::vector<BeamGroup> m_groups;
};

} // namespace tiebreak
