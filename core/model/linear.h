// A linear layer: a weight that may be frozen, an optional bias and an optional low-rank adapter
// (LoRA, Hu et al. 2021, eq. 3: h = W x + scale · B A x). Values sharing their tensors; one thread
// drives one.
#pragma once

#include "tensor/quantised_matrix.h"

#include <ATen/core/Tensor.h>
#include <optional>
#include <string>

namespace tiebreak {

struct LowRankAdapter {
    at::Tensor a; ///< [rank, in] float32
    at::Tensor b; ///< [out, rank] float32, zero at first
    double scale = 1;
    double dropout = 0;
};

struct Linear {
    at::Tensor weight; ///< [out, in], or [in, out] when transposed
    at::Tensor bias;   ///< [out], undefined: none
    std::optional<LowRankAdapter> adapter;
    std::string name;        ///< within its decoder layer: "self_attn.q_proj"
    bool transposed = false; ///< as GPT-2's files have it
    /// The weight where it stays quantised; `weight` is then on the meta device, for its sizes.
    std::shared_ptr<const QuantisedMatrix> blocks;

    std::int64_t inputs() const { return weight.size(transposed ? 0 : 1); }
    std::int64_t outputs() const { return weight.size(transposed ? 1 : 0); }
    c10::Device device() const { return blocks ? c10::Device(c10::kCPU) : weight.device(); }
    /// `input` [N, in] in any float type, result [N, out] in that type. The adapter counts when
    /// `withAdapter`, its dropout when `training`.
    at::Tensor forward(const at::Tensor& input, bool withAdapter, bool training) const;
    /// W + scale · B A (or W itself where there is no adapter or it does not count), detached. //
    /// [out, in]
    at::Tensor mergedWeight(bool withAdapter) const;
    /// Adds the adapter into the weight and takes it off.
    void merge();
};

} // namespace tiebreak
