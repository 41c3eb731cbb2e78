// The loop all methods share: resume, probe, step, metrics line, checkpoint. The trainer's thread.
#pragma once

#include "protocol/run_config.h"
#include "training/run/run_session.h"
#include "training/run/trainer.h"

namespace tiebreak {

/// Runs until the last step, or an error: Cancelled and Paused after a checkpoint of what was done, NonFinite
/// with the last update not applied.
Status runTrainingLoop(const RunConfig& config, RunSession& session, Trainer& trainer);

} // namespace tiebreak
