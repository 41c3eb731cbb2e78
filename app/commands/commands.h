// The list of subcommands: each has a file of its own and one line here and in commands.cpp.
#pragma once

namespace CLI {
class App;
}

namespace tiebreak {

void addAllCommands(CLI::App& app);

void addDevicesCommand(CLI::App& app);

} // namespace tiebreak
