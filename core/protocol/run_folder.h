// A run folder as both processes see it: file names, state.json, control.json, checkpoint
// manifests, and whether its process is alive. Values and free functions, any thread; one writer a
// file.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

/// Names inside a run folder.
struct RunFolder {
    std::filesystem::path path;
    std::filesystem::path config() const { return path / "run.json"; }
    std::filesystem::path data() const { return path / "data.jsonl"; }
    std::filesystem::path state() const { return path / "state.json"; }
    std::filesystem::path metrics() const { return path / "metrics.jsonl"; }
    std::filesystem::path probes() const { return path / "probes.jsonl"; }
    std::filesystem::path log() const { return path / "log.txt"; }
    std::filesystem::path control() const { return path / "control.json"; }
    std::filesystem::path lock() const { return path / "lock"; }
    std::filesystem::path checkpoints() const { return path / "checkpoints"; }
};

/// queued | running | paused | waiting | finished | failed | cancelled; "interrupted" is derived.
struct RunState {
    std::string state = "queued";
    std::string cause; ///< in words, empty when there is nothing to say
    std::int64_t pid = 0;
    std::int64_t pidStart = 0; ///< field 22 of /proc/<pid>/stat, clock ticks
    std::string bootId;
    std::int64_t step = 0;
    std::int64_t totalSteps = 0;
    std::int64_t heartbeat = 0;                      ///< ms since 1970
    std::string latest;                              ///< "step-000020" or empty
    std::int64_t control = 0;                        ///< number of the last command obeyed
    nlohmann::json extra = nlohmann::json::object(); ///< additions, kept
};

Result<RunState> readRunState(const RunFolder& folder);
Status writeRunState(const RunFolder& folder, const RunState& state);
/// The identity of this process for RunState: pid, start time, boot id.
void stampThisProcess(RunState& state);
/// pid, start time and boot id all match a live process.
bool isAlive(const RunState& state);
/// The state a person should see: "interrupted" when it says running or waiting and is not alive.
std::string effectiveState(const RunState& state);

struct RunControl {
    std::int64_t n = 0;
    std::string command; ///< pause | resume | cancel | checkpoint
};
/// n 0 when there is no control.json.
Result<RunControl> readRunControl(const RunFolder& folder);
/// Writes the next command atomically with n one higher than the last.
Status writeRunControl(const RunFolder& folder, const std::string& command);

/// One file of a checkpoint's manifest.json.
struct ManifestEntry {
    std::string name;
    std::uintmax_t bytes = 0;
    std::string sha256;
};
struct CheckpointManifest {
    std::int64_t step = 0;
    std::string kind; ///< adapter | full
    std::vector<ManifestEntry> files;
    std::string hash; ///< SHA-256 over the entries, the checkpoint's identity
};
Result<CheckpointManifest> readManifest(const std::filesystem::path& checkpoint);
/// Syncs and hashes the files in the folder and writes manifest.json last.
Result<CheckpointManifest> writeManifest(const std::filesystem::path& checkpoint, std::int64_t step,
                                         const std::string& kind);
/// Reads every listed file again; BadFile names the first that differs.
Status verifyCheckpoint(const std::filesystem::path& checkpoint);
/// Checkpoint folders with a manifest, oldest first.
std::vector<std::filesystem::path> listCheckpoints(const RunFolder& folder);
/// "step-000020"
std::string checkpointName(std::int64_t step);

} // namespace tiebreak
