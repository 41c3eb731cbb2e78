// Block formats to float32, bit for bit as ggml does. Pure function, any thread.
#pragma once

#include "base/result.h"
#include "files/tensor_span.h"

namespace tiebreak {

/// Fills `out` (span.elements() floats) from a float or block format; other formats are
/// Unsupported.
Status dequantise(const TensorSpan& span, std::span<float> out);

} // namespace tiebreak
