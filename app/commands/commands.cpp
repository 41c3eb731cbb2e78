#include "commands/commands.h"

namespace tiebreak {

void addAllCommands(CLI::App& app) {
    addDevicesCommand(app);
}

} // namespace tiebreak
