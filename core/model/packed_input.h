// Rows of tokens laid end to end without padding: what a decoder takes when it trains or scores.
// Plain values, any thread.
#pragma once

#include "base/result.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace tiebreak {

/// Tokens that share a prefix: `prefix` tokens, then branches that see the prefix and themselves
/// but not one another. A plain row has a prefix and no branches.
struct PackedRow {
    std::int64_t prefix = 0;
    std::vector<std::int64_t> branches;
    std::int64_t length() const;
};

/// Rows laid end to end: N = sum of row lengths.
struct PackedInput {
    at::Tensor ids;       ///< [N] int64
    at::Tensor positions; ///< [N] int64; each branch continues from its prefix
    std::vector<PackedRow> rows;
    std::int64_t tokens() const; ///< N
};

/// Builds a PackedInput row by row.
class PackedInputBuilder {
public:
    /// A plain row. Returns the index of its first token in [0, N).
    std::int64_t addRow(const std::vector<std::int64_t>& ids);
    /// A prefix with branches. Returns the index of the prefix's first token; branch b begins at
    /// that + prefix + the lengths of the branches before it.
    std::int64_t addRow(const std::vector<std::int64_t>& prefix,
                        const std::vector<std::vector<std::int64_t>>& branches);
    std::int64_t tokens() const { return static_cast<std::int64_t>(m_ids.size()); }
    /// The tensors on `device`.
    PackedInput build(c10::Device device = c10::kCPU) const;

private:
    std::vector<std::int64_t> m_ids;
    std::vector<std::int64_t> m_positions;
    std::vector<PackedRow> m_rows;
};

/// BadArgument where sizes disagree, a row is empty, an id is outside [0, vocabulary) or a position
/// is beyond `context` - 1.
Status validate(const PackedInput& input, std::int64_t vocabulary, std::int64_t context);

} // namespace tiebreak
