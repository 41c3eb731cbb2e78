// Writes a new run folder: run.json, data.jsonl, prompts.jsonl, state.json. Free functions, a
// worker thread.
#pragma once

#include "ui/services/run_service.h"

namespace tiebreak {

/// Makes runs/<method>-0001 (the next free number) and fills it; the id is the folder's name.
Result<QString> writeNewRun(const std::filesystem::path& runsFolder, NewRun run);

/// Fills an existing empty folder, without naming it.
Status writeRunFiles(const std::filesystem::path& folder, NewRun run);

} // namespace tiebreak
