// The JSON header of a safetensors file, read in one pass without a tree: names, element types,
// shapes and places, each checked against its limit and against the data. Used by
// safetensors_read.cpp alone.
#pragma once

#include "base/result.h"
#include "files/tensor_span.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

struct SafetensorsHeader {
    std::vector<TensorSpan> tensors; ///< in the header's order, spans of `data`
    std::map<std::string, std::string> metadata;
};

/// BadFile or Unsupported without a path, naming tensor, value and limit.
Result<SafetensorsHeader> readSafetensorsHeader(std::string_view text,
                                                std::span<const std::byte> data);

} // namespace tiebreak
