#include "tensor/span_tensor.h"

#include "files/dequantise.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

std::optional<at::ScalarType> plainType(TensorFormat format) {
    switch (format) {
    case TensorFormat::F64:
        return at::kDouble;
    case TensorFormat::F32:
        return at::kFloat;
    case TensorFormat::F16:
        return at::kHalf;
    case TensorFormat::BF16:
        return at::kBFloat16;
    case TensorFormat::I64:
        return at::kLong;
    case TensorFormat::I32:
        return at::kInt;
    case TensorFormat::I16:
        return at::kShort;
    case TensorFormat::I8:
        return at::kChar;
    case TensorFormat::U8:
        return at::kByte;
    case TensorFormat::Bool:
        return at::kBool;
    default:
        return std::nullopt;
    }
}

std::optional<TensorFormat> formatOf(at::ScalarType type) {
    switch (type) {
    case at::kDouble:
        return TensorFormat::F64;
    case at::kFloat:
        return TensorFormat::F32;
    case at::kHalf:
        return TensorFormat::F16;
    case at::kBFloat16:
        return TensorFormat::BF16;
    case at::kLong:
        return TensorFormat::I64;
    case at::kInt:
        return TensorFormat::I32;
    case at::kShort:
        return TensorFormat::I16;
    case at::kChar:
        return TensorFormat::I8;
    case at::kByte:
        return TensorFormat::U8;
    case at::kBool:
        return TensorFormat::Bool;
    default:
        return std::nullopt;
    }
}

/// Files may lay a tensor at any byte; processors read misaligned words, but LibTorch promises
/// nothing.
bool aligned(const TensorSpan& span, at::ScalarType type) {
    return reinterpret_cast<std::uintptr_t>(span.bytes.data()) % c10::elementSize(type) == 0;
}

at::Tensor viewOfSpan(const TensorSpan& span, at::ScalarType type,
                      std::shared_ptr<const void> owner) {
    void* data = const_cast<std::byte*>(span.bytes.data()); // from_blob knows no const
    auto view = at::from_blob(
        data, span.shape, [owner](void*) {}, at::TensorOptions(type));
    return aligned(span, type) ? view : view.clone();
}

} // namespace

Result<at::Tensor> tensorFromSpan(const TensorSpan& span, std::shared_ptr<const void> owner) {
    if (const auto type = plainType(span.format))
        return viewOfSpan(span, *type, std::move(owner));
    auto tensor = at::empty(span.shape, at::kFloat);
    const auto count = static_cast<std::size_t>(tensor.numel());
    TB_TRY(dequantise(span, std::span<float>(tensor.mutable_data_ptr<float>(), count)));
    return tensor;
}

Result<TensorSpan> spanOfTensor(const std::string& name, const at::Tensor& tensor) {
    const auto format = formatOf(tensor.scalar_type());
    if (!format || !tensor.is_contiguous() || !tensor.device().is_cpu())
        return Error{ErrorCode::Internal,
                     "tensor '" + name +
                         "': only contiguous CPU tensors of plain types are written",
                     {},
                     {}};
    const auto* data = static_cast<const std::byte*>(tensor.const_data_ptr());
    return TensorSpan{name, *format, tensor.sizes().vec(), {data, tensor.nbytes()}};
}

} // namespace tiebreak
