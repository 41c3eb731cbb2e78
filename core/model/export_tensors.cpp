#include "model/export_tensors.h"

#include "files/quantise.h"
#include "files/shown_name.h"
#include "tensor/span_tensor.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <map>

namespace tiebreak {

namespace {

bool isReal(TensorFormat format) {
    return format == TensorFormat::F64 || format == TensorFormat::F32 ||
           format == TensorFormat::F16 || format == TensorFormat::BF16 ||
           blockLayout(format).elements > 1;
}

} // namespace

TensorFormat folderFormat(TensorFormat stored, const std::optional<TensorFormat>& wanted) {
    if (wanted && isReal(stored))
        return *wanted;
    return blockLayout(stored).elements == 1 ? stored : TensorFormat::F32;
}

TensorFormat ggufFormat(const TensorSpan& stored, const std::optional<TensorFormat>& wanted,
                        bool changed) {
    if (!isReal(stored.format))
        return stored.format;
    if (stored.shape.size() < 2)
        return TensorFormat::F32;
    const auto asStored = changed && blockLayout(stored.format).elements > 1 ? TensorFormat::F16
                          : stored.format == TensorFormat::F64               ? TensorFormat::F32
                                                                             : stored.format;
    const auto format = wanted.value_or(asStored);
    return stored.shape.back() % blockLayout(format).elements == 0 ? format : TensorFormat::F16;
}

std::vector<TensorSpan> ExportTensors::infos() const {
    std::vector<TensorSpan> all;
    for (const auto& tensor : m_tensors)
        all.push_back(tensor.info);
    return all;
}

Result<std::span<const std::byte>> ExportTensors::bytes(std::size_t index) {
    const auto& tensor = m_tensors[index];
    return tensor.info.bytes.empty() && tensor.read ? encode(tensor) : tensor.info.bytes;
}

Result<std::span<const std::byte>> ExportTensors::encode(const ExportTensor& tensor) {
    TB_ASSIGN(m_held, tensor.read());
    m_held = m_held.detach().cpu().contiguous();
    TB_ASSIGN(const auto span, spanOfTensor(tensor.info.name, m_held));
    if (span.shape != tensor.info.shape)
        return Error{ErrorCode::Internal,
                     "tensor " + shownName(tensor.info.name) + ": shape " + c10::str(span.shape) +
                         ", announced was " + c10::str(tensor.info.shape),
                     {},
                     {}};
    if (span.format == tensor.info.format)
        return span.bytes; // bit for bit
    m_held = m_held.to(at::kFloat);
    const std::span<const float> values(m_held.const_data_ptr<float>(),
                                        static_cast<std::size_t>(m_held.numel()));
    auto encoded = quantise(values, tensor.info.format);
    if (!encoded) {
        Error error = encoded.error();
        error.message = "tensor " + shownName(tensor.info.name) + ": " + error.message;
        return error;
    }
    m_encoded = std::move(*encoded);
    return std::span<const std::byte>(m_encoded);
}

ExportReport ExportTensors::report() const {
    ExportReport report;
    std::map<TensorFormat, std::int64_t> elements;
    for (const auto& tensor : m_tensors) {
        ++report.tensors;
        report.bytes += bytesNeeded(tensor.info).value();
        elements[tensor.info.format] += tensor.info.elements();
    }
    const auto most =
        std::max_element(elements.begin(), elements.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != elements.end())
        report.type = most->first;
    return report;
}

} // namespace tiebreak
