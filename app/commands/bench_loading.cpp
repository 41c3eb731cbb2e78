// bench loading: from the start of this process to the first token, and the most private memory on
// the way. Pages of the mapped model file are the system's to drop and do not count.
#include "commands/bench_loading.h"

#include "commands/command.h"
#include "engine_model.h"

#include "base/clock.h"
#include "sampling/batch_generator.h"
#include "tensor/device.h"
#include "tensor/dtype.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace tiebreak {

namespace {

/// Seconds since this process was started; the kernel counts its start in hundredths.
double processSeconds() {
    std::ifstream file("/proc/self/stat");
    const std::string line{std::istreambuf_iterator<char>(file), {}};
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    constexpr int kStart = 19; // of the fields behind the name: the 22nd of all
    std::string field;
    for (int k = 0; k <= kStart; ++k)
        fields >> field;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double uptime = static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    return uptime - std::stod(field) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// RssAnon of /proc/self/status, bytes.
std::int64_t privateBytes() {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.rfind("RssAnon:", 0) == 0)
            return std::stoll(line.substr(8)) * 1024;
    return 0;
}

/// Looks at private memory every two milliseconds from its making to stop().
class MemoryWatch {
public:
    MemoryWatch()
        : m_thread([this] {
            while (!m_stopped) {
                look();
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        }) {}
    ~MemoryWatch() {
        if (m_thread.joinable())
            stop();
    }
    std::int64_t stop() {
        m_stopped = true;
        m_thread.join();
        look();
        return m_peak;
    }

private:
    void look() { m_peak = std::max<std::int64_t>(m_peak, privateBytes()); }

    std::atomic<bool> m_stopped = false;
    std::atomic<std::int64_t> m_peak = 0;
    std::thread m_thread;
};

Status sampleOne(const EngineModel& engine) {
    SamplingParameters parameters;
    parameters.maxNewTokens = 1;
    parameters.greedy = true;
    BatchGenerator generator(engine.model.decoder, engine.text.tokenizer, {1, false});
    TB_TRY(generator.add(1, {1, 2, 3}, {parameters}));
    while (!generator.idle()) {
        TB_ASSIGN(const StepEvents events, generator.step());
        if (!events.failed.empty())
            return events.failed.front().second;
    }
    return {};
}

std::int64_t parameterCount(const EngineModel& engine) {
    std::int64_t count = 0;
    for (const auto& [name, weight] : engine.model.decoder->namedWeights())
        count += weight.numel();
    return count;
}

struct BenchLoadingOptions {
    std::string model;
    ComputeOptions compute;
};

Status runBenchLoading(const BenchLoadingOptions& asked) {
    EngineModelOptions options;
    options.model = asked.model;
    options.compute = asked.compute;
    MemoryWatch memory;
    const double started = processSeconds();
    TB_ASSIGN(const EngineModel engine, loadEngineModel(options));
    const double loaded = processSeconds();
    TB_TRY(sampleOne(engine));
    const double sampled = processSeconds();
    const auto peak = memory.stop();
    const auto bytes = parameterCount(engine) * (engine.model.dtype == c10::kFloat ? 4 : 2);
    printJsonLine({{"bench", "loading"},
                   {"dtype", dtypeName(engine.model.dtype)},
                   {"threads", engine.threads},
                   {"seconds_to_main", started},
                   {"seconds_to_loaded", loaded},
                   {"seconds_to_first_token", sampled},
                   {"weights_bytes", bytes},
                   {"peak_private_bytes", peak},
                   {"private_bytes_after", privateBytes()},
                   {"processor", processorInfo().name}});
    return {};
}

} // namespace

void addBenchLoading(CLI::App& bench) {
    const auto options = std::make_shared<BenchLoadingOptions>();
    auto* command =
        bench.add_subcommand("loading", "Seconds to the first token, and memory on the way");
    command->add_option("--model", options->model, "GGUF file or Hugging Face folder")->required();
    addComputeOptions(*command, options->compute);
    addWeightsOption(*command, options->compute);
    onRun(*command, [options] { return runBenchLoading(*options); });
}

} // namespace tiebreak
