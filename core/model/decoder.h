// A decoder-only transformer over packed rows: no padding, no [B, T, T] masks. The same code serves
// training (autograd, LoRA) and sampling (KV cache, packed weights); what differs are the linear layers
// and the attention it is given. One thread drives one decoder; weights are shared by value.
#pragma once

#include "base/result.h"
#include "model/model_config.h"

#include <ATen/core/Tensor.h>
#include <memory>
#include <vector>

namespace tiebreak {

/// Tokens that share a prefix: `prefix` tokens, then branches that see the prefix and themselves but
/// not one another. A plain row has one branch of length 0 or one branch holding everything.
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
};

} // namespace tiebreak
