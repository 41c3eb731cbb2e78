// The sampling parameters as options of a command, out of their table. The engine's main thread.
#pragma once

#include "protocol/sampling_parameters.h"

namespace CLI {
class App;
}

namespace tiebreak {

/// --temperature and its kin; `parameters` outlives the command.
void addSamplingOptions(CLI::App& command, SamplingParameters& parameters);

} // namespace tiebreak
