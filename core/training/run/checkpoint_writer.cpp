#include "training/run/checkpoint.h"

#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "tensor/span_tensor.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/ops/isfinite.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr int kPositionFormat = 1;
constexpr std::uintmax_t kFreeSpaceFactor = 2;

std::uintmax_t bytesOf(const NamedTensors& tensors) {
    std::uintmax_t bytes = 0;
    for (const auto& [name, tensor] : tensors)
        bytes += static_cast<std::uintmax_t>(tensor.nbytes());
    return bytes;
}

Status checkFinite(const NamedTensors& tensors) {
    for (const auto& [name, tensor] : tensors)
        if (!at::isfinite(tensor.detach()).all().item<bool>())
            return Error{ErrorCode::NonFinite,
                         "parameter '" + name +
                             "' holds a NaN or an infinity; no checkpoint was written",
                         {},
                         {}};
    return {};
}

Status checkSpace(const RunFolder& folder, const CheckpointContent& content) {
    const std::uintmax_t size = bytesOf(content.optimizer->parameters()) +
                                bytesOf(content.optimizer->state()) + bytesOf(content.stateTensors);
    TB_ASSIGN(const auto free, freeSpace(folder.path));
    if (free < kFreeSpaceFactor * size)
        return Error{ErrorCode::DiskFull,
                     "a checkpoint of " + std::to_string(size >> 20) +
                         " MiB needs twice that free, there are " + std::to_string(free >> 20) +
                         " MiB; make room and resume",
                     folder.path.string(),
                     {}};
    return {};
}

Status writeTensors(const fs::path& file, const NamedTensors& tensors) {
    std::vector<at::Tensor> kept; // the spans point into these
    std::vector<TensorSpan> spans;
    for (const auto& [name, tensor] : tensors) {
        kept.push_back(tensor.detach().to(at::kCPU).contiguous());
        TB_ASSIGN(auto span, spanOfTensor(name, kept.back()));
        spans.push_back(std::move(span));
    }
    return writeSafetensors(file, spans);
}

NamedTensors randomStates() {
    NamedTensors states{{"cpu", at::globalContext().defaultGenerator(at::kCPU).get_state()}};
    if (at::hasCUDA())
        states.emplace_back("cuda", at::globalContext().defaultGenerator(at::kCUDA).get_state());
    return states;
}

Status writeTrainer(const fs::path& trainer, const CheckpointContent& content) {
    std::error_code failed;
    if (fs::create_directories(trainer, failed); failed)
        return errnoError("creating", trainer.string(), failed.value());
    TB_TRY(writeTensors(trainer / "optimizer.safetensors", content.optimizer->state()));
    TB_TRY(writeTensors(trainer / "random.safetensors", randomStates()));
    if (!content.extra.empty())
        TB_TRY(writeTensors(trainer / "parameters.safetensors", content.extra));
    if (!content.stateTensors.empty())
        TB_TRY(writeTensors(trainer / "state.safetensors", content.stateTensors));
    const nlohmann::json position{{"format", kPositionFormat},
                                  {"step", content.step},
                                  {"optimizer_steps", content.optimizer->steps()},
                                  {"data_sha256", content.dataSha256},
                                  {"trainer", content.trainer}};
    return writeFileAtomically(trainer / "position.json", position.dump(1) + "\n");
}

Status fillFolder(const fs::path& folder, const CheckpointContent& content) {
    TB_TRY(content.saveModel(folder));
    TB_TRY(writeTrainer(folder / "trainer", content));
    TB_TRY(syncPath(folder / "trainer"));
    TB_TRY(writeManifest(folder, content.step, content.kind));
    return syncPath(folder);
}

void removeOld(const RunFolder& folder, const KeepRule& keep) {
    const auto all = listCheckpoints(folder);
    const auto excess =
        static_cast<std::int64_t>(all.size()) - std::max<std::int64_t>(1, keep.last);
    for (std::int64_t i = 0; i < excess; ++i) {
        const fs::path& old = all[static_cast<std::size_t>(i)];
        std::error_code ignored; // what cannot be deleted now goes with the next checkpoint
        if (std::ranges::find(keep.best, old.filename().string()) == keep.best.end())
            fs::remove_all(old, ignored);
    }
}

/// Writes the folder beside its place and moves it there; what is left of a failure goes.
Status writeNew(const RunFolder& folder, const CheckpointContent& content, const fs::path& final) {
    TB_TRY(checkFinite(content.optimizer->parameters()));
    const fs::path temporary = folder.checkpoints() / ("tmp-" + final.filename().string());
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
    fs::remove_all(final, ignored); // a folder without a manifest is the rest of a crash
    TB_TRY(checkSpace(folder, content));
    std::error_code failed;
    if (fs::create_directories(temporary, failed); failed)
        return errnoError("creating", temporary.string(), failed.value());
    TB_TRY(syncPath(folder.path));
    Status written = fillFolder(temporary, content);
    if (written)
        written = renameFolderDurably(temporary, final);
    if (!written)
        fs::remove_all(temporary, ignored);
    return written;
}

} // namespace

Status writeCheckpoint(const RunFolder& folder, const CheckpointContent& content,
                       const KeepRule& keep) {
    const c10::NoGradGuard guard;
    const std::string name = checkpointName(content.step);
    const fs::path final = folder.checkpoints() / name;
    if (!fs::exists(final / "manifest.json"))
        TB_TRY(writeNew(folder, content, final));
    TB_TRY(writeFileAtomically(folder.checkpoints() / "latest", name));
    TB_TRY(verifyCheckpoint(final));
    removeOld(folder, keep);
    return {};
}

} // namespace tiebreak
