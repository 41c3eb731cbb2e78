#include "files/shard_index.h"

#include "files/bounded_json.h"

#include <algorithm>

namespace tiebreak {

bool isShardName(const std::string& name) {
    constexpr std::string_view kEnding = ".safetensors";
    constexpr std::size_t kMaxName = 255;
    return name.size() > kEnding.size() && name.size() <= kMaxName && name.ends_with(kEnding) &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '_' || c == '-';
           });
}

Result<ShardIndex> readShardIndex(const std::filesystem::path& path) {
    constexpr std::uintmax_t kMaxIndex = 16u << 20;
    constexpr std::size_t kMaxTensors = 100'000;
    TB_ASSIGN(const auto root, readBoundedJson(path, kMaxIndex, {.depth = 8, .values = 400'000}));
    const auto bad = [&](std::string message) {
        return Error{ErrorCode::BadFile, std::move(message), path.string()};
    };
    if (!root.is_object() || !root.contains("weight_map") || !root["weight_map"].is_object())
        return bad("expected an object with 'weight_map'");
    const auto& map = root["weight_map"];
    if (map.size() > kMaxTensors)
        return bad("weight_map has " + std::to_string(map.size()) + " tensors, the limit is " +
                   std::to_string(kMaxTensors));
    ShardIndex index;
    for (const auto& [tensor, file] : map.items()) {
        if (!file.is_string() || !isShardName(file.get<std::string>()))
            return bad("weight_map '" + tensor + "': file name " + file.dump().substr(0, 300) +
                       " must be letters, digits, '.', '_', '-' and end in .safetensors");
        index.fileOfTensor[tensor] = file.get<std::string>();
        index.files.insert(file.get<std::string>());
    }
    return index;
}

} // namespace tiebreak
