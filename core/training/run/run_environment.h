// Where a run computes: binary, LibTorch, processor, threads, number type. A resumed run gives the
// same bits only where all of it is the same, so it is written down at the first start, what was
// left to choose stays as it was chosen, and every difference is said. Values and free functions;
// the trainer's thread.
//
// environment.json, version 1: {"format":1, "engine", "torch", "processor", "bf16", "device",
// "dtype", "threads"}.
#pragma once

#include "protocol/run_config.h"
#include "protocol/run_folder.h"

#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

struct RunEnvironment {
    std::string engine; ///< first 16 digits of the SHA-256 of the running program
    std::string torch;
    std::string processor, bf16; ///< as processorInfo() says
    std::string device;          ///< cpu | cuda
    std::string dtype;           ///< float32 | bfloat16
    int threads = 1;
};

/// Nothing where the run was never started.
Result<std::optional<RunEnvironment>> readEnvironment(const RunFolder& folder);
Status writeEnvironment(const RunFolder& folder, const RunEnvironment& environment);

/// Chooses what run.json leaves open ("auto", threads 0): as `before` did where it still can be,
/// else by measuring. `config` then says what was chosen; sets the threads of this process.
Result<RunEnvironment> chooseEnvironment(RunConfig& config,
                                         const std::optional<RunEnvironment>& before);

/// In words, one a difference that may change the last bits: "threads: 2 before, 4 now".
std::vector<std::string> differences(const RunEnvironment& before, const RunEnvironment& now);

/// Fixed seeds and LibTorch's repeatable algorithms, for this process.
void makeRepeatable(std::uint64_t seed);

} // namespace tiebreak
