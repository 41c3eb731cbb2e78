// Writing GGUF version 3: typed metadata, tensors at a 32-byte alignment. Free function, any
// thread.
#pragma once

#include "files/gguf.h"

namespace tiebreak {

/// A metadata value in the very kind it is written in; the raw one comes out of another file.
using GgufWritable = std::variant<bool, std::uint32_t, std::int32_t, std::uint64_t, float,
                                  std::string, std::vector<std::string>, std::vector<std::int32_t>,
                                  std::vector<float>, GgufRawEntry>;

struct GgufEntry {
    std::string key;
    GgufWritable value;
};

/// Writes metadata and tensors in their order, durably, whole or not at all. Shapes are outermost
/// first as everywhere here; the bytes of `tensors` do not count, `bytesOf` gives them.
Status writeGguf(const std::filesystem::path& path, const std::vector<GgufEntry>& metadata,
                 const std::vector<TensorSpan>& tensors, const TensorBytes& bytesOf);

} // namespace tiebreak
