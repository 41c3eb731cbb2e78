// float32 to the formats that Tiebreak writes: F32, F16, BF16 and Q8_0, bit for bit as ggml and
// gguf-py do. Pure functions, any thread.
#pragma once

#include "base/result.h"
#include "files/tensor_span.h"

namespace tiebreak {

/// "f32", "f16", "bf16" or "q8_0"; anything else is a BadArgument naming it.
Result<TensorFormat> parseWeightType(const std::string& name);

/// The numbers in `format`; Q8_0 wants a multiple of 32 of them. Other formats are Unsupported.
Result<std::vector<std::byte>> quantise(std::span<const float> values, TensorFormat format);

} // namespace tiebreak
