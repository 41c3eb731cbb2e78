#include "files/shard_write.h"

#include "base/atomic_file.h"
#include "files/safetensors.h"

#include <cstdio>
#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr const char* kIndexFile = "model.safetensors.index.json";

/// Tensors [begin, end) of one file.
struct Shard {
    std::size_t begin = 0;
    std::size_t end = 0;
};

Result<std::vector<Shard>> shardsOf(const std::vector<TensorSpan>& tensors, std::uint64_t limit) {
    std::vector<Shard> shards(1);
    std::uint64_t size = 0;
    for (std::size_t k = 0; k < tensors.size(); ++k) {
        TB_ASSIGN(const auto bytes, bytesNeeded(tensors[k]));
        if (size > 0 && size + bytes > limit) {
            shards.push_back({k, k});
            size = 0;
        }
        shards.back().end = k + 1;
        size += bytes;
    }
    return shards;
}

std::string shardName(std::size_t index, std::size_t count) {
    if (count == 1)
        return "model.safetensors";
    char name[64];
    std::snprintf(name, sizeof name, "model-%05zu-of-%05zu.safetensors", index + 1, count);
    return name;
}

} // namespace

Status writeShards(const fs::path& folder, const std::vector<TensorSpan>& tensors,
                   const TensorBytes& bytesOf, std::uint64_t shardBytes) {
    TB_ASSIGN(const auto shards, shardsOf(tensors, shardBytes));
    std::vector<fs::path> files;
    for (std::size_t k = 0; k < shards.size(); ++k) {
        const auto [begin, end] = shards[k];
        const std::vector<TensorSpan> part(tensors.begin() + static_cast<std::ptrdiff_t>(begin),
                                           tensors.begin() + static_cast<std::ptrdiff_t>(end));
        files.push_back(folder / shardName(k, shards.size()));
        TB_TRY(writeSafetensors(
            files.back(), part,
            [&, first = begin](std::size_t index) { return bytesOf(first + index); },
            {{"format", "pt"}}));
    }
    return files.size() == 1 ? Status() : writeShardIndex(folder, files);
}

Status writeShardIndex(const fs::path& folder, const std::vector<fs::path>& files) {
    auto map = nlohmann::ordered_json::object();
    std::uint64_t total = 0;
    std::map<std::string, std::string> fileOf; // by name, as others write it
    for (const auto& file : files) {
        TB_ASSIGN(const auto opened, SafetensorsFile::open(folder / file.filename()));
        for (const auto& tensor : opened.tensors()) {
            total += tensor.bytes.size();
            fileOf[tensor.name] = file.filename().string();
        }
    }
    for (const auto& [name, file] : fileOf)
        map.push_back({name, file});
    const nlohmann::ordered_json index{{"metadata", {{"total_size", total}}}, {"weight_map", map}};
    return writeFileAtomically(folder / kIndexFile, index.dump(2) + "\n");
}

} // namespace tiebreak
