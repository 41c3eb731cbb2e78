// A matrix that stays in its block format (Q4_0 … Q8_0, K-quants), as it lies in a mapped file, and
// is dequantised a group of rows at a time when it is used. CPU, no gradient. Values share the
// mapping; any thread reads.
#pragma once

#include "base/result.h"
#include "files/tensor_span.h"

#include <ATen/core/Tensor.h>
#include <memory>
#include <vector>

namespace tiebreak {

class QuantisedMatrix {
public:
    /// `span` is a matrix [out, in] in a block format; `owner` keeps its bytes alive. Unsupported
    /// for other shapes and for formats without real numbers.
    static Result<std::shared_ptr<const QuantisedMatrix>> make(TensorSpan span,
                                                               std::shared_ptr<const void> owner);

    std::int64_t rows() const { return m_span.shape[0]; }
    std::int64_t columns() const { return m_span.shape[1]; }
    const TensorSpan& span() const { return m_span; }

    /// x · Wᵀ for `input` [M, in] in float32 or bfloat16, in its type: the numbers are those of a
    /// product with the dequantised matrix in that type, up to the order of sums. // [M, out]
    /// `bias` [out] in that type, or undefined.
    at::Tensor linear(const at::Tensor& input, const at::Tensor& bias = {}) const;
    /// Rows number `ids` [N] int64. // [N, in] float32
    at::Tensor select(const at::Tensor& ids) const;
    /// All of it. // [out, in] float32
    at::Tensor dequantised() const;
    /// The same with its rows in another order: row i is row order[i] of this one. The blocks are
    /// copied.
    std::shared_ptr<const QuantisedMatrix> reordered(const std::vector<std::int64_t>& order) const;

private:
    QuantisedMatrix(TensorSpan span, std::shared_ptr<const void> owner)
        : m_span(std::move(span))
        , m_owner(std::move(owner)) {}
    /// Rows [begin, begin + count) into `out`.
    void decode(std::int64_t begin, std::int64_t count, float* out) const;
    std::size_t rowBytes() const;

    TensorSpan m_span;
    std::shared_ptr<const void> m_owner;
};

} // namespace tiebreak
