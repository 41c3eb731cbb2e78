// What would be trained on and whether it would work, before a run starts: `train --preflight`.
// Blocking; the calling thread becomes the trainer's while a step is tried.
#pragma once

#include "protocol/run_folder.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

/// The report, version by run.json's format:
///   rows, used, dropped, truncated, tokens, steps     describe() of the method's data
///   histogram, eos, bias{length}, template            of the rows as tokens
///   duplicates, contradictions, eval                  of the rows as text
///   trainable                                         numbers that learn
///   memory{peak, available, device, proven}, disk{checkpoint, free}, time{step_seconds,
///   estimate_seconds}                                 with `prove`: one real step on the longest
///                                                     rows
///   errors, warnings                                  [{"code","text"}]: errors stop a run
Result<nlohmann::json> preflightRun(const RunFolder& folder, bool prove = false);

} // namespace tiebreak
