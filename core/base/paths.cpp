#include "base/paths.h"

#include <cstdlib>
#include <string>

namespace tiebreak {

namespace {

std::filesystem::path baseFolder(const char* variable, const char* underHome) {
    const char* set = std::getenv(variable);
    // The specification ignores relative values.
    if (set && *set == '/')
        return std::filesystem::path(set) / "tiebreak";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : "/") / underHome / "tiebreak";
}

} // namespace

std::filesystem::path dataFolder() {
    return baseFolder("XDG_DATA_HOME", ".local/share");
}
std::filesystem::path defaultWorkspaceFolder() {
    return dataFolder() / "default";
}
std::filesystem::path modelsFolder() {
    return dataFolder() / "models";
}
std::filesystem::path configFolder() {
    return baseFolder("XDG_CONFIG_HOME", ".config");
}
std::filesystem::path cacheFolder() {
    return baseFolder("XDG_CACHE_HOME", ".cache");
}

} // namespace tiebreak
