// stories260K as a reward model: a folder with the trunk's weights in one file and a given score
// head in another. For tests.
#pragma once

#include "files/safetensors.h"
#include "run_fixture.h"
#include "tensor/span_tensor.h"

#include <ATen/ops/tensor.h>

namespace tiebreak {

inline void writeScoreFolder(const std::filesystem::path& folder, const std::vector<float>& head) {
    namespace fs = std::filesystem;
    fs::copy(kStories, folder);
    fs::rename(folder / "model.safetensors", folder / "trunk.safetensors");
    const auto trunk = *SafetensorsFile::open(folder / "trunk.safetensors");
    nlohmann::json map = nlohmann::json::object();
    for (const auto& span : trunk.tensors())
        map[span.name] = "trunk.safetensors";
    map["score.weight"] = "score.safetensors";
    std::ofstream(folder / "model.safetensors.index.json")
        << nlohmann::json{{"metadata", nlohmann::json::object()}, {"weight_map", map}};
    const at::Tensor weight = at::tensor(head).view({1, -1});
    const auto status =
        writeSafetensors(folder / "score.safetensors", {*spanOfTensor("score.weight", weight)});
    if (!status)
        qFatal("%s", status.error().text().c_str());
}

} // namespace tiebreak
