// Weights as one safetensors file or, when they are larger than a limit, as several with
// model.safetensors.index.json. Free functions, any thread.
#pragma once

#include "base/result.h"
#include "files/tensor_span.h"

#include <filesystem>

namespace tiebreak {

/// model.safetensors, or model-00001-of-0000N.safetensors of at most `shardBytes` each (a larger
/// tensor has a file of its own). The index appears last.
Status writeShards(const std::filesystem::path& folder, const std::vector<TensorSpan>& tensors,
                   const TensorBytes& bytesOf, std::uint64_t shardBytes);

/// The index over shards that lie in `folder` under the names of `files`.
Status writeShardIndex(const std::filesystem::path& folder,
                       const std::vector<std::filesystem::path>& files);

} // namespace tiebreak
