// model.safetensors.index.json: which shard holds which tensor. File names are checked, so that
// none leads out of the folder. Plain value, any thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace tiebreak {

struct ShardIndex {
    std::map<std::string, std::string>
        fileOfTensor; ///< tensor name -> file name in the same folder
    std::set<std::string> files;
};

Result<ShardIndex> readShardIndex(const std::filesystem::path& path);

/// Letters, digits, '.', '_', '-' and the ending .safetensors, nothing else.
bool isShardName(const std::string& name);

} // namespace tiebreak
