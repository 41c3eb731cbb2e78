// What all subcommands share: running work that may fail, JSON lines out, options that several
// have. The engine's main thread.
#pragma once

#include "base/result.h"

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace CLI {
class App;
}

namespace tiebreak {

/// `work` runs when the person chose `command`; its error goes to stderr as one line and becomes
/// the exit status.
void onRun(CLI::App& command, std::function<Status()> work);

/// One line on stdout, flushed, so that a reader of the pipe sees it at once.
void printJsonLine(const nlohmann::json& json);

/// --dtype, --device, --threads; --weights where a command samples or computes and nothing trains.
struct ComputeOptions {
    std::string dtype = "auto";
    std::string device = "auto";
    std::string weights = "full"; ///< or "quantised"
    int threads = 0;
};
void addComputeOptions(CLI::App& command, ComputeOptions& options);
void addWeightsOption(CLI::App& command, ComputeOptions& options);

} // namespace tiebreak
