// What `train RUN` does: takes the folder, loads what run.json names, trains until the end, says
// how it ended. Blocking; the calling thread becomes the trainer's.
#pragma once

#include "protocol/run_folder.h"

namespace tiebreak {

/// Trains or resumes; a finished run returns at once. The error is also in state.json, in words.
Status trainRun(const RunFolder& folder);

} // namespace tiebreak
