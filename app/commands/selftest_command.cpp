// selftest: shows that what this machine computes is right, on a tiny model made in code. Exit
// status 0 when every check passed, 1 when one did not.
#include "commands/command.h"
#include "commands/commands.h"

#include "base/clock.h"
#include "tensor/device.h"
#include "tensor/threads.h"
#include "training/selftest/self_test.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

struct SelfTestArguments {
    std::string device = "auto";
    int threads = 0;
    bool json = false;
};

std::string deviceName(c10::Device device) {
    if (device.is_cpu())
        return processorInfo().name;
    const auto all = cudaDevices();
    return all.empty() ? "cuda" : all.front().name;
}

Status run(const SelfTestArguments& arguments) {
    const double started = monotonicSeconds();
    TB_ASSIGN(const auto device, parseDevice(arguments.device));
    const int threads = setThreads(arguments.threads);
    const auto tell = [&](const SelfTestCheck& check) {
        (arguments.json ? std::cerr : std::cout) << toText(check) << std::endl;
    };
    TB_ASSIGN(const auto report, selfTest(device, tell));
    if (arguments.json) {
        auto json = toJson(report);
        json["device"] = device.is_cuda() ? "cuda" : "cpu";
        json["device_name"] = deviceName(device);
        json["threads"] = threads;
        json["torch"] = torchVersion();
        json["seconds"] = monotonicSeconds() - started;
        printJsonLine(json);
    }
    return report.status();
}

} // namespace

void addSelfTestCommand(CLI::App& app) {
    auto arguments = std::make_shared<SelfTestArguments>();
    auto* command = app.add_subcommand(
        "selftest", "Check what this machine computes against what it must be, on a tiny model");
    command->add_option("--device", arguments->device, "cpu, cuda or auto");
    command->add_option("--threads", arguments->threads, "CPU threads; 0: all cores");
    command->add_flag("--json", arguments->json, "One line of JSON on stdout");
    onRun(*command, [arguments] { return run(*arguments); });
}

} // namespace tiebreak
