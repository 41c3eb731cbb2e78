// The list of subcommands: each has a file of its own and one line here and in commands.cpp.
#pragma once

namespace CLI {
class App;
}

namespace tiebreak {

void addAllCommands(CLI::App& app);

void addBenchCommand(CLI::App& app);
void addDevicesCommand(CLI::App& app);
void addExportCommand(CLI::App& app);
void addForwardCommand(CLI::App& app);
void addScoreCommand(CLI::App& app);
void addModelsCommand(CLI::App& app);
void addGenerateCommand(CLI::App& app);
void addRenderCommand(CLI::App& app);
void addSelfTestCommand(CLI::App& app);
void addServeCommand(CLI::App& app);
void addTokenizeCommand(CLI::App& app);
void addTrainCommand(CLI::App& app);

} // namespace tiebreak
