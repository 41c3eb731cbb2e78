#include "training/run/run_environment.h"

#include "base/atomic_file.h"
#include "base/sha256.h"
#include "tensor/device.h"
#include "tensor/dtype.h"
#include "tensor/threads.h"

#include <ATen/Context.h>

namespace tiebreak {

namespace {

constexpr int kEnvironmentFormat = 1;
constexpr std::size_t kHashDigits = 16;
constexpr const char* kFile = "environment.json";

std::string engineHash() {
    const auto hash = sha256OfFile("/proc/self/exe");
    return hash ? hash->substr(0, kHashDigits) : std::string("unknown");
}

/// The device of before, unless it went away and run.json does not insist on it.
Result<c10::Device> chooseDevice(const RunConfig& config,
                                 const std::optional<RunEnvironment>& before) {
    if (config.device == "auto" && before)
        if (const auto same = parseDevice(before->device))
            return *same;
    return parseDevice(config.device);
}

Result<c10::ScalarType> chooseDtype(const RunConfig& config, c10::Device device,
                                    const std::optional<RunEnvironment>& before) {
    TB_ASSIGN(const auto choice,
              parseDtype(config.dtype == "auto" && before ? before->dtype : config.dtype));
    return resolveDtype(choice, device);
}

} // namespace

Result<std::optional<RunEnvironment>> readEnvironment(const RunFolder& folder) {
    const auto path = folder.path / kFile;
    if (!std::filesystem::exists(path))
        return std::optional<RunEnvironment>();
    TB_ASSIGN(const auto text, readFile(path));
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return Error{ErrorCode::BadFile, "not a JSON object", path.string(), {}};
    if (const auto format = json.value("format", 0); format > kEnvironmentFormat)
        return Error{ErrorCode::TooNew,
                     "format " + std::to_string(format) + ", this version reads " +
                         std::to_string(kEnvironmentFormat),
                     path.string(),
                     {}};
    RunEnvironment environment{json.value("engine", ""),    json.value("torch", ""),
                               json.value("processor", ""), json.value("bf16", ""),
                               json.value("device", ""),    json.value("dtype", ""),
                               json.value("threads", 0)};
    return std::optional(std::move(environment));
}

Status writeEnvironment(const RunFolder& folder, const RunEnvironment& e) {
    const nlohmann::json json{{"format", kEnvironmentFormat},
                              {"engine", e.engine},
                              {"torch", e.torch},
                              {"processor", e.processor},
                              {"bf16", e.bf16},
                              {"device", e.device},
                              {"dtype", e.dtype},
                              {"threads", e.threads}};
    return writeFileAtomically(folder.path / kFile, json.dump(1) + "\n");
}

Result<RunEnvironment> chooseEnvironment(RunConfig& config,
                                         const std::optional<RunEnvironment>& before) {
    TB_ASSIGN(const auto device, chooseDevice(config, before));
    TB_ASSIGN(const auto dtype, chooseDtype(config, device, before));
    config.device = device.is_cuda() ? "cuda" : "cpu";
    config.dtype = dtypeName(dtype);
    config.threads = setThreads(config.threads == 0 && before ? before->threads : config.threads);
    const auto processor = processorInfo();
    return RunEnvironment{engineHash(),  torchVersion(), processor.name, processor.bf16,
                          config.device, config.dtype,   config.threads};
}

std::vector<std::string> differences(const RunEnvironment& before, const RunEnvironment& now) {
    std::vector<std::string> all;
    const auto compare = [&](const char* what, const std::string& a, const std::string& b) {
        if (a != b)
            all.push_back(std::string(what) + ": " + a + " before, " + b + " now");
    };
    compare("engine", before.engine, now.engine);
    compare("LibTorch", before.torch, now.torch);
    compare("processor", before.processor, now.processor);
    compare("bfloat16 by", before.bf16, now.bf16);
    compare("device", before.device, now.device);
    compare("dtype", before.dtype, now.dtype);
    compare("threads", std::to_string(before.threads), std::to_string(now.threads));
    return all;
}

void makeRepeatable(std::uint64_t seed) {
    at::globalContext().setDeterministicAlgorithms(true, true);
    at::manual_seed(seed);
}

} // namespace tiebreak
