#include "commands/commands.h"

namespace tiebreak {

void addAllCommands(CLI::App& app) {
    addGenerateCommand(app);
    addTokenizeCommand(app);
    addRenderCommand(app);
    addServeCommand(app);
    addBenchCommand(app);
    addTrainCommand(app);
    addDevicesCommand(app);
    addForwardCommand(app);
    addScoreCommand(app);
    addModelsCommand(app);
    addSelfTestCommand(app);
    addExportCommand(app);
}

} // namespace tiebreak
