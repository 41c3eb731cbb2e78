// A new run folder out of a run.json: data and prompts frozen beside it, hashes written down, paths made whole.
// Blocking, any thread; one caller a folder.
#pragma once

#include "protocol/run_config.h"
#include "protocol/run_folder.h"

namespace tiebreak {

/// BadArgument when `out` is there and not empty.
Result<RunFolder> createRun(const std::filesystem::path& configFile, const std::filesystem::path& out);

/// run.json of a folder, its data checked against data_sha256; the hash is filled in where it was absent.
Result<RunConfig> readCheckedConfig(const RunFolder& folder);

} // namespace tiebreak
