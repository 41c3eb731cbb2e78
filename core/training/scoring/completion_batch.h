// Packed rows whose completion tokens are to be scored: which hidden state predicts which token of
// which sequence. Plain values; the builder belongs to one thread.
#pragma once

#include "model/packed_input.h"

#include <ATen/core/Tensor.h>
#include <vector>

namespace tiebreak {

struct CompletionBatch {
    PackedInput input;   ///< N tokens
    at::Tensor sources;  ///< [M] int64 in [0, N): the position whose state predicts the token
    at::Tensor targets;  ///< [M] int64 token ids
    at::Tensor sequence; ///< [M] int64: the sequence each token belongs to
    at::Tensor position; ///< [M] int64: the token's place in its completion
    std::vector<std::int64_t>
        lengths; ///< completion tokens of each sequence, a first one without context too
};

class CompletionBatchBuilder {
public:
    /// A prompt with completions that do not see one another; `sequences` numbers them. A
    /// completion token at position 0 of the whole row has nothing before it and is not scored.
    /// Returns where its first token lies.
    std::int64_t addRow(const std::vector<std::int64_t>& prompt,
                        const std::vector<std::vector<std::int64_t>>& completions,
                        const std::vector<std::int64_t>& sequences);
    /// The prompt of a row that begins at `start` is scored too, but for its first token.
    void addPrompt(const std::vector<std::int64_t>& prompt, std::int64_t start,
                   std::int64_t sequence);
    /// A plain row of which only the ids with `scored` count; the first never does. A row without
    /// any is left out.
    void addScored(const std::vector<std::int64_t>& ids, const std::vector<bool>& scored,
                   std::int64_t sequence);
    bool empty() const { return m_targets.empty(); }
    CompletionBatch build(c10::Device device) const;

private:
    void addTarget(std::int64_t source, std::int64_t target, std::int64_t sequence,
                   std::int64_t position);
    void setLength(std::int64_t sequence, std::size_t length);
    void addTokens(std::int64_t begin, std::int64_t before,
                   const std::vector<std::int64_t>& completion, std::int64_t sequence);
    PackedInputBuilder m_packed;
    std::vector<std::int64_t> m_sources, m_targets, m_sequence, m_position, m_lengths;
};

} // namespace tiebreak
