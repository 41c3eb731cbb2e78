// Sampled episodes as packed rows and as padded [B, R] tables. Episodes with one prompt share it in one row.
// Plain values and pure functions, any thread.
#pragma once

#include "training/scoring/completion_batch.h"

#include <span>
#include <vector>

namespace tiebreak {

struct Episode {
    std::vector<std::int64_t> prompt;
    std::vector<std::int64_t> response; ///< with the EOS that ended it, never empty
    bool endedItself = false;
};

/// Sequence i is episodes[i]; equal neighbouring prompts become one row.
CompletionBatch packEpisodes(std::span<const Episode* const> episodes, c10::Device device);

/// Where token (b, t) of a table lies among the M packed tokens.
class EpisodeTable {
public:
    explicit EpisodeTable(const CompletionBatch& batch);
    /// `flat` [M] → 0 where there is no token // [B, R]
    at::Tensor padded(const at::Tensor& flat) const;
    const at::Tensor& mask() const { return m_mask; } ///< [B, R] bool

private:
    at::Tensor m_slot; // [M] int64: b · R + t
    at::Tensor m_mask;
};

/// Splits `order` into groups whose packed tokens stay near `tokensAtOnce`; equal prompts come together.
std::vector<std::vector<std::size_t>> groupEpisodes(const std::vector<Episode>& episodes,
                                                    std::vector<std::size_t> order,
                                                    std::int64_t tokensAtOnce);

} // namespace tiebreak
