#include "tensor/quantised_matrix.h"

#include "files/dequantise.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <cstring>

namespace tiebreak {

namespace {

/// Rows that are dequantised together: their float32 fits a core's second-level cache.
std::int64_t groupOf(std::int64_t rows, std::int64_t columns) {
    constexpr std::int64_t kFloats = 1 << 17;
    const auto fitting = std::max<std::int64_t>(16, kFloats / columns);
    const auto threads = static_cast<std::int64_t>(at::get_num_threads());
    const auto share = (rows + threads - 1) / threads; // every thread gets some
    return std::max<std::int64_t>(1, std::min(fitting, share));
}

} // namespace

Result<std::shared_ptr<const QuantisedMatrix>>
QuantisedMatrix::make(TensorSpan span, std::shared_ptr<const void> owner) {
    const bool blocks = blockLayout(span.format).elements > 1;
    if (span.shape.size() != 2 || !blocks)
        return Error{ErrorCode::Unsupported,
                     "tensor '" + span.name + "': format " + tensorFormatName(span.format) +
                         " of " + std::to_string(span.shape.size()) +
                         " dimensions is no matrix of blocks",
                     {},
                     {}};
    TB_ASSIGN(const auto needed, bytesNeeded(span));
    if (span.bytes.size() != needed)
        return Error{ErrorCode::BadFile,
                     "tensor '" + span.name + "': " + std::to_string(span.bytes.size()) +
                         " bytes, its shape needs " + std::to_string(needed),
                     {},
                     {}};
    return std::shared_ptr<const QuantisedMatrix>(
        new QuantisedMatrix(std::move(span), std::move(owner)));
}

std::size_t QuantisedMatrix::rowBytes() const {
    return m_span.bytes.size() / static_cast<std::size_t>(rows());
}

void QuantisedMatrix::decode(std::int64_t begin, std::int64_t count, float* out) const {
    const auto bytes = m_span.bytes.subspan(static_cast<std::size_t>(begin) * rowBytes(),
                                            static_cast<std::size_t>(count) * rowBytes());
    const TensorSpan part{{}, m_span.format, {count, columns()}, bytes};
    const auto status =
        dequantise(part, std::span(out, static_cast<std::size_t>(count * columns())));
    TORCH_CHECK(status.ok(), "dequantising ", m_span.name); // make() has checked all of it
}

at::Tensor QuantisedMatrix::linear(const at::Tensor& input, const at::Tensor& bias) const {
    const c10::NoGradGuard noGradient;
    const auto x = input.contiguous();
    auto out = at::empty({x.size(0), rows()}, x.options()); // [M, out]
    const auto group = groupOf(rows(), columns());
    const auto groups = (rows() + group - 1) / group;
    at::parallel_for(0, groups, 1, [&](std::int64_t first, std::int64_t last) {
        const c10::NoGradGuard noGradientHere;
        auto part = at::empty({group, columns()}, at::kFloat);
        for (auto k = first; k < last; ++k) {
            const auto begin = k * group;
            const auto count = std::min(group, rows() - begin);
            decode(begin, count, part.mutable_data_ptr<float>());
            const auto weight = part.narrow(0, 0, count).to(x.scalar_type());
            out.narrow(1, begin, count).copy_(at::mm(x, weight.t())); // [M, count]
        }
    });
    return bias.defined() ? out.add_(bias) : out;
}

at::Tensor QuantisedMatrix::select(const at::Tensor& ids) const {
    const auto wanted = ids.to(at::kLong).contiguous();
    auto out = at::empty({wanted.numel(), columns()}, at::kFloat); // [N, in]
    const auto* id = wanted.const_data_ptr<std::int64_t>();
    auto* to = out.mutable_data_ptr<float>();
    for (std::int64_t k = 0; k < wanted.numel(); ++k) {
        TORCH_CHECK(id[k] >= 0 && id[k] < rows(), "row ", id[k], " of ", rows());
        decode(id[k], 1, to + k * columns());
    }
    return out;
}

at::Tensor QuantisedMatrix::dequantised() const {
    auto out = at::empty({rows(), columns()}, at::kFloat);
    decode(0, rows(), out.mutable_data_ptr<float>());
    return out;
}

std::shared_ptr<const QuantisedMatrix>
QuantisedMatrix::reordered(const std::vector<std::int64_t>& order) const {
    const auto copy = std::make_shared<std::vector<std::byte>>(m_span.bytes.size());
    for (std::size_t row = 0; row < order.size(); ++row)
        std::memcpy(copy->data() + row * rowBytes(),
                    m_span.bytes.data() + static_cast<std::size_t>(order[row]) * rowBytes(),
                    rowBytes());
    TensorSpan span = m_span;
    span.bytes = *copy;
    return std::shared_ptr<const QuantisedMatrix>(new QuantisedMatrix(std::move(span), copy));
}

} // namespace tiebreak
