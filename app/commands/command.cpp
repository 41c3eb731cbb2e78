#include "commands/command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

namespace tiebreak {

void onRun(CLI::App& command, std::function<Status()> work) {
    command.callback([work = std::move(work)] {
        const auto status = work();
        if (status)
            return;
        std::cerr << "tiebreak-engine: " << status.error().text() << std::endl;
        throw CLI::RuntimeError(exitStatus(status.error().code));
    });
}

void printJsonLine(const nlohmann::json& json) {
    // Text out of a model may hold broken UTF-8; a line that cannot be printed helps nobody.
    std::cout << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

void addComputeOptions(CLI::App& command, ComputeOptions& options) {
    command.add_option("--dtype", options.dtype, "float32, bfloat16 or auto")
        ->capture_default_str();
    command.add_option("--device", options.device, "cpu, cuda or auto")->capture_default_str();
    command.add_option("--threads", options.threads, "threads of one operation; 0: one a core")
        ->check(CLI::Range(0, 1024))
        ->capture_default_str();
}

void addWeightsOption(CLI::App& command, ComputeOptions& options) {
    command
        .add_option("--weights", options.weights,
                    "full, or quantised: 8- and 4-bit weights of a GGUF stay so in memory (CPU)")
        ->check(CLI::IsMember({"full", "quantised"}))
        ->capture_default_str();
}

} // namespace tiebreak
