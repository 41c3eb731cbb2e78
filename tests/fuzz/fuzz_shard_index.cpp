// Any bytes as model.safetensors.index.json: refused, or every file name stays in the folder.
#include "fuzz_target.h"

#include "files/shard_index.h"

#include <cassert>

namespace tiebreak::fuzz {

void runInput(std::string_view input) {
    const auto index = readShardIndex(asFile(input, ".index.json"));
    if (!index)
        return;
    for (const auto& name : index->files) {
        assert(isShardName(name));
        assert(std::filesystem::path(name).filename() == name);
    }
    for (const auto& [tensor, file] : index->fileOfTensor)
        assert(index->files.contains(file));
}

std::vector<std::string> seeds() {
    return {
        R"({"metadata":{"total_size":8},"weight_map":{"a":"model-1.safetensors","b":"m.safetensors"}})",
        R"({"weight_map":{}})",
        R"({"metadata":{"x":[1,{"y":[2.5,true,null]}]},"weight_map":{"w":"x.safetensors"}})"};
}

std::vector<std::string> words() {
    return {"\"weight_map\":{",
            ".safetensors",
            "../",
            "/",
            "\\u0000",
            "\"metadata\":",
            "null",
            "[[[[",
            "}}",
            "..",
            "\xc3",
            "\"w\":\"a.safetensors\",",
            "model-00001-of-00002.safetensors"};
}

} // namespace tiebreak::fuzz
