// Where a person's things live: workspaces and models in the user's data folder, settings in the
// configuration folder (XDG base directories). Any thread.
#pragma once

#include <filesystem>

namespace tiebreak {

/// $XDG_DATA_HOME/tiebreak or ~/.local/share/tiebreak.
std::filesystem::path dataFolder();
/// dataFolder()/default: the workspace that opens first.
std::filesystem::path defaultWorkspaceFolder();
/// dataFolder()/models: the starter model and downloads.
std::filesystem::path modelsFolder();
/// $XDG_CONFIG_HOME/tiebreak or ~/.config/tiebreak.
std::filesystem::path configFolder();
/// $XDG_CACHE_HOME/tiebreak or ~/.cache/tiebreak: derived data, rebuilt at will.
std::filesystem::path cacheFolder();

/// File name of the starter model inside modelsFolder().
inline constexpr const char* kStarterModelFile = "SmolLM2-135M-Instruct.Q4_1.gguf";

} // namespace tiebreak
