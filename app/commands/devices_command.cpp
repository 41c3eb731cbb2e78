// devices: the processor, the accelerators, the LibTorch in use, as one line of JSON.
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/describe_devices.h"

#include "tensor/device.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

nlohmann::json toJson(const CudaDeviceInfo& device) {
    return {{"index", device.index},
            {"name", device.name},
            {"memory_total", device.memoryTotal},
            {"memory_free", device.memoryFree}};
}

} // namespace

nlohmann::json describeDevices() {
    const auto processor = processorInfo();
    auto cuda = nlohmann::json::array();
    for (const auto& device : cudaDevices())
        cuda.push_back(toJson(device));
    return {
        {"cpu", {{"name", processor.name}, {"cores", processor.cores}, {"bf16", processor.bf16}}},
        {"cuda", cuda},
        {"torch", torchVersion()}};
}

void addDevicesCommand(CLI::App& app) {
    auto* command = app.add_subcommand("devices", "List the processor and the accelerators");
    onRun(*command, [] {
        printJsonLine(describeDevices());
        return Status();
    });
}

} // namespace tiebreak
