#include "commands/commands.h"

namespace tiebreak {

void addAllCommands(CLI::App& app) {
#ifdef TIEBREAK_ENGINE_SAMPLES
    addGenerateCommand(app);
    addTokenizeCommand(app);
    addRenderCommand(app);
    addServeCommand(app);
    addBenchCommand(app);
#endif
#ifdef TIEBREAK_ENGINE_TRAINS
    addTrainCommand(app);
#endif
    addDevicesCommand(app);
    addForwardCommand(app);
}

} // namespace tiebreak
