// One real step on the longest rows, thrown away: whether the run fits into memory, and how long a
// step takes. Blocking; loads the model and frees it again. The calling thread becomes the
// trainer's.
#pragma once

#include "protocol/run_config.h"
#include "training/run/policy_model.h"

#include <cstdint>
#include <optional>

namespace tiebreak {

struct StepProof {
    double seconds = 0;           ///< of the step; the second of two, the first one warms up
    std::uint64_t peak = 0;       ///< bytes this process (on a GPU: the device) held at most
    std::uint64_t available = 0;  ///< bytes that could be had before, this process' own included
    std::optional<Error> failure; ///< OutOfMemory, NonFinite: what the run would have met
};

/// An error where the run cannot even be set up.
Result<StepProof> proveStep(RunConfig config, TextTools text);

} // namespace tiebreak
