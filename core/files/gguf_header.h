// The parts of a GGUF header as they are read one after the other; used by gguf.cpp alone.
#pragma once

#include "files/byte_reader.h"
#include "files/gguf.h"

namespace tiebreak {

struct GgufCounts {
    std::uint32_t version = 0;
    std::uint64_t tensors = 0;
    std::uint64_t keys = 0;
};

/// Magic, version and both counts, each within its limit.
Result<GgufCounts> readGgufCounts(ByteReader& reader);

Result<std::map<std::string, GgufValue>> readGgufMetadata(ByteReader& reader, std::uint64_t count);

/// A tensor's entry; `offset` counts from the start of the data.
struct GgufTensorEntry {
    TensorSpan span; ///< without bytes
    std::uint64_t offset = 0;
    std::uint64_t size = 0; ///< bytes its shape and format need
};

Result<GgufTensorEntry> readGgufTensor(ByteReader& reader);

} // namespace tiebreak
