// What `train RUN` does: takes the folder, loads what run.json names, trains until the end, says how it ended.
// Blocking; the calling thread becomes the trainer's.
#pragma once

#include "protocol/run_folder.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

/// Trains or resumes; a finished run returns at once. The error is also in state.json, in words.
Status trainRun(const RunFolder& folder);

/// What would be trained on, without loading weights: describe(PreferenceData) with "steps" and "trainable"
/// (numbers that learn).
Result<nlohmann::json> preflightRun(const RunFolder& folder);

} // namespace tiebreak
