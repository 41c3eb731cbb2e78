// A tensor as it lies in a mapped file: name, element or block format, shape, bytes. The span
// points into the file's mapping, which the file object keeps alive. Plain values, any thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

/// Element types and block formats of safetensors and GGUF.
enum class TensorFormat {
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U8,
    Bool,
    Q4_0,
    Q4_1,
    Q5_0,
    Q5_1,
    Q8_0,
    Q2_K,
    Q3_K,
    Q4_K,
    Q5_K,
    Q6_K,
    IQ4_NL,
    IQ4_XS,
};

/// Elements and bytes of one block; plain types are blocks of one element.
struct BlockLayout {
    std::int64_t elements;
    std::int64_t bytes;
};

BlockLayout blockLayout(TensorFormat format);
const char* tensorFormatName(TensorFormat format);

struct TensorSpan {
    std::string name;
    TensorFormat format = TensorFormat::F32;
    std::vector<std::int64_t> shape; ///< outermost first, as PyTorch counts (GGUF's order reversed)
    std::span<const std::byte> bytes;
    std::int64_t elements() const {
        std::int64_t count = 1;
        for (const auto size : shape)
            count *= size;
        return count;
    }
};

/// The bytes of tensor number `index` when it is their turn to be written; they stay valid until
/// the next call.
using TensorBytes = std::function<Result<std::span<const std::byte>>(std::size_t index)>;
/// Bytes that shape and format need; BadFile where they are no whole blocks or overflow.
Result<std::uint64_t> bytesNeeded(const TensorSpan& tensor);

/// Places in a list of tensors, in the order of their names.
using NameIndex = std::vector<std::uint32_t>;

/// BadFile (without a path) when a name stands twice.
Result<NameIndex> indexByName(const std::vector<TensorSpan>& tensors);
/// nullptr when there is none of that name.
const TensorSpan* findByName(const std::vector<TensorSpan>& tensors, const NameIndex& index,
                             std::string_view name);

} // namespace tiebreak
