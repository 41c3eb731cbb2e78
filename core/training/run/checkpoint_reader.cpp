#include "training/run/checkpoint.h"

#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "tensor/span_tensor.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <iostream>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr int kPositionFormat = 1;

Error damaged(const fs::path& file, std::string message) {
    return {ErrorCode::BadFile, std::move(message), file.string(), {}};
}

Result<NamedTensors> readTensors(const fs::path& path) {
    TB_ASSIGN(const auto file, SafetensorsFile::open(path));
    NamedTensors tensors;
    for (const auto& span : file.tensors()) {
        TB_ASSIGN(const auto tensor, tensorFromSpan(span, file.file().owner()));
        tensors.emplace_back(span.name, tensor);
    }
    return tensors;
}

Status copyInto(const NamedTensors& parameters, const fs::path& path) {
    TB_ASSIGN(const auto saved, readTensors(path));
    for (const auto& [name, parameter] : parameters) {
        const auto found = std::ranges::find(saved, name, &NamedTensor::first);
        if (found == saved.end())
            return damaged(path, "tensor '" + name + "' is missing");
        if (found->second.sizes() != parameter.sizes())
            return damaged(path, "tensor '" + name + "' has shape " +
                                     c10::str(found->second.sizes()) + ", the model's is " +
                                     c10::str(parameter.sizes()));
        parameter.detach().copy_(found->second);
    }
    return {};
}

Status restoreRandom(const fs::path& path) {
    TB_ASSIGN(const auto states, readTensors(path));
    for (const auto& [name, state] : states) {
        if (name == "cuda" && !at::hasCUDA())
            continue;
        at::Generator generator =
            at::globalContext().defaultGenerator(name == "cuda" ? at::kCUDA : at::kCPU);
        generator.set_state(state.clone());
    }
    return {};
}

Result<nlohmann::json> readPosition(const fs::path& path, const std::string& dataSha256) {
    TB_ASSIGN(const auto text, readFile(path));
    auto position = nlohmann::json::parse(text, nullptr, false);
    if (!position.is_object() || !position.contains("step") ||
        !position.contains("optimizer_steps"))
        return damaged(path, "not a position file");
    if (const auto format = position.value("format", 0); format > kPositionFormat)
        return Error{ErrorCode::TooNew,
                     "format " + std::to_string(format) + ", this version reads " +
                         std::to_string(kPositionFormat),
                     path.string(),
                     {}};
    if (position.value("data_sha256", "") != dataSha256)
        return damaged(path, "the checkpoint was trained on other data than data.jsonl holds now");
    return position;
}

/// Kept, because somebody may want to look at it; renamed, so that nobody goes on from it.
Status putAside(const fs::path& checkpoint) {
    const fs::path aside = checkpoint.parent_path() / ("broken-" + checkpoint.filename().string());
    std::error_code failed;
    fs::remove_all(aside, failed);
    return renameFolderDurably(checkpoint, aside);
}

fs::path modelFile(const fs::path& checkpoint) {
    const fs::path adapter = checkpoint / "adapter_model.safetensors";
    return fs::exists(adapter) ? adapter : checkpoint / "model.safetensors";
}

} // namespace

Result<std::optional<fs::path>> newestWholeCheckpoint(const RunFolder& folder) {
    auto all = listCheckpoints(folder);
    Status last;
    for (; !all.empty(); all.pop_back()) {
        last = verifyCheckpoint(all.back());
        if (last)
            return std::optional(all.back());
        if (last.error().code != ErrorCode::BadFile && last.error().code != ErrorCode::NotFound)
            return last.error();
        TB_TRY(putAside(all.back()));
        std::cerr << "checkpoint put aside: " << last.error().text() << '\n';
    }
    return last ? Result<std::optional<fs::path>>(std::nullopt) : last.error();
}

Result<ResumePoint> restoreCheckpoint(const fs::path& checkpoint, AdamW& optimizer,
                                      const NamedTensors& extra, const std::string& dataSha256) {
    const c10::NoGradGuard guard;
    const fs::path trainer = checkpoint / "trainer";
    TB_ASSIGN(auto position, readPosition(trainer / "position.json", dataSha256));
    NamedTensors model;
    for (const auto& parameter : optimizer.parameters())
        if (std::ranges::find(extra, parameter.first, &NamedTensor::first) == extra.end())
            model.push_back(parameter);
    TB_TRY(copyInto(model, modelFile(checkpoint)));
    if (!extra.empty())
        TB_TRY(copyInto(extra, trainer / "parameters.safetensors"));
    TB_ASSIGN(const auto moments, readTensors(trainer / "optimizer.safetensors"));
    TB_TRY(optimizer.restore(moments, position["optimizer_steps"].get<std::int64_t>()));
    NamedTensors state;
    if (fs::exists(trainer / "state.safetensors")) {
        TB_ASSIGN(state, readTensors(trainer / "state.safetensors"));
    }
    TB_TRY(restoreRandom(trainer / "random.safetensors"));
    return ResumePoint{checkpoint, position["step"].get<std::int64_t>(), std::move(state),
                       position.value("trainer", nlohmann::json::object())};
}

} // namespace tiebreak
