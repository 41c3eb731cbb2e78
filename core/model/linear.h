// A linear layer: a weight that may be frozen, an optional bias and an optional low-rank adapter
// (LoRA, Hu et al. 2021, eq. 3: h = W x + scale · B A x). Values sharing their tensors; one thread
// drives one.
#pragma once

#include <ATen/core/Tensor.h>
#include <optional>

namespace tiebreak {

struct LowRankAdapter {
    at::Tensor a; ///< [rank, in] float32
    at::Tensor b; ///< [out, rank] float32, zero at first
    double scale = 1;
    double dropout = 0;
};

struct Linear {
    at::Tensor weight; ///< [out, in]
    at::Tensor bias;   ///< [out], undefined: none
    std::optional<LowRankAdapter> adapter;

    /// `input` [N, in] in any float type, result [N, out] in that type. The adapter counts when
    /// `withAdapter`, its dropout when `training`.
    at::Tensor forward(const at::Tensor& input, bool withAdapter, bool training) const;
    /// W + scale · B A (or W itself where there is no adapter or it does not count), detached. //
    /// [out, in]
    at::Tensor mergedWeight(bool withAdapter) const;
};

} // namespace tiebreak
