// Tensors out of file spans, and spans out of tensors for writing. Plain types are views of the
// mapping, which the tensor keeps alive; block formats are dequantised to float32. Any thread.
#pragma once

#include "base/result.h"
#include "files/tensor_span.h"

#include <ATen/core/Tensor.h>
#include <memory>
#include <string>

namespace tiebreak {

/// The span as a CPU tensor. A view must not be written to: the mapping is read-only.
Result<at::Tensor> tensorFromSpan(const TensorSpan& span, std::shared_ptr<const void> owner);

/// A span over the bytes of a contiguous CPU tensor, which must outlive it.
Result<TensorSpan> spanOfTensor(const std::string& name, const at::Tensor& tensor);

} // namespace tiebreak
