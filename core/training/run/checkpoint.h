// Checkpoints of a run: written whole or not at all, read back to continue. A folder holds the
// adapter (PEFT) or the model (Hugging Face), trainer/ (optimizer.safetensors, random.safetensors,
// parameters.safetensors, state.safetensors, position.json) and manifest.json, written last. The
// trainer's thread.
//
// trainer/position.json, version 1: {"format":1, "step", "optimizer_steps", "data_sha256",
// "trainer": {…}}; the order of the rows is a function of seed and step and needs no state.
#pragma once

#include "protocol/run_folder.h"
#include "training/optim/adamw.h"

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tiebreak {

struct CheckpointContent {
    std::int64_t step = 0;
    std::string kind;                 ///< adapter | full
    const AdamW* optimizer = nullptr; ///< its parameters are checked: none may be NaN or infinite
    NamedTensors extra; ///< parameters that are not part of the saved model, such as a value head
    NamedTensors stateTensors;                         ///< what the trainer itself wants back
    nlohmann::json trainer = nlohmann::json::object(); ///< likewise
    std::string dataSha256;
    /// Writes the adapter or model into the folder it is given.
    std::function<Status(const std::filesystem::path&)> saveModel;
};

/// Which older checkpoints stay.
struct KeepRule {
    std::int64_t last = 2;
    std::vector<std::string> best; ///< names of those that stay whatever their age
};

/// Writes checkpoints/step-NNNNNN, moves `latest`, then deletes what `keep` does not name; nothing
/// is deleted before the new one was read back. A checkpoint that is already there is left alone.
/// NonFinite names the parameter; DiskFull both sizes; after an error nothing of the new one is
/// left.
Status writeCheckpoint(const RunFolder& folder, const CheckpointContent& content,
                       const KeepRule& keep);

/// What a run goes on from.
struct ResumePoint {
    std::filesystem::path checkpoint;
    std::int64_t step = 0;
    NamedTensors stateTensors;
    nlohmann::json trainer = nlohmann::json::object();
};

/// The newest checkpoint whose files are as its manifest says; those that are not are put aside as
/// "broken-step-NNNNNN" and named on stderr. Nothing when there is none; BadFile when none of
/// several is whole.
Result<std::optional<std::filesystem::path>> newestWholeCheckpoint(const RunFolder& folder);
/// Copies parameters, moments and random states back.
Result<ResumePoint> restoreCheckpoint(const std::filesystem::path& checkpoint, AdamW& optimizer,
                                      const NamedTensors& extra, const std::string& dataSha256);

} // namespace tiebreak
