#include "training/preflight/step_proof.h"

#include "base/clock.h"
#include "tensor/device.h"
#include "tensor/threads.h"
#include "tensor/torch_error.h"
#include "training/run/run_methods.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace tiebreak {

namespace {

constexpr int kSteps = 2;

/// "VmHWM:  123 kB" of a file in /proc, in bytes; 0 where it is not there.
std::uint64_t lineOf(const char* file, const std::string& key) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);)
        if (line.compare(0, key.size() + 1, key + ":") == 0)
            return std::stoull(line.substr(key.size() + 1)) * 1024;
    return 0;
}

/// A number in a file of its own; nothing for "max" or no file.
std::optional<std::uint64_t> numberIn(const char* file) {
    std::ifstream stream(file);
    std::uint64_t value = 0;
    return stream >> value ? std::optional(value) : std::nullopt;
}

/// What the machine, or the container where that is less, can still give to this process.
std::uint64_t availableMemory() {
    const std::uint64_t own = lineOf("/proc/self/status", "VmRSS");
    std::uint64_t most = lineOf("/proc/meminfo", "MemAvailable") + own;
    const auto limit = numberIn("/sys/fs/cgroup/memory.max");
    const auto used = numberIn("/sys/fs/cgroup/memory.current");
    if (limit && used && *limit > *used)
        most = std::min(most, *limit - *used + own);
    return most;
}

/// From here on VmHWM is the peak of what follows.
void forgetPeak() {
    std::ofstream("/proc/self/clear_refs") << 5;
}

std::uint64_t deviceFree() {
    const auto all = cudaDevices();
    return all.empty() ? 0 : all.front().memoryFree;
}

/// How much memory there was and how much was taken, on the processor or on the GPU.
class MemoryWatch {
public:
    explicit MemoryWatch(bool gpu)
        : m_gpu(gpu)
        , m_available(gpu ? deviceFree() : availableMemory()) {
        forgetPeak();
    }
    void writeTo(StepProof& proof) const {
        proof.available = m_available;
        // The allocator of the GPU keeps what it once had, so what is gone now was the peak.
        proof.peak = m_gpu ? m_available - std::min(m_available, deviceFree())
                           : lineOf("/proc/self/status", "VmHWM");
    }

private:
    bool m_gpu;
    std::uint64_t m_available;
};

/// One batch an optimizer step, in the order of the rows: the longest first.
void shorten(RunConfig& config) {
    config.gradientAccumulation = 1;
    config.order = "sequential";
    config.maxSteps = kSteps;
    config.epochs = kSteps;
    config.evalData.clear();
}

Status runTimed(Trainer& trainer, StepProof& proof) {
    for (std::int64_t step = 0; step < kSteps; ++step) {
        const double started = monotonicSeconds();
        TB_ASSIGN(const auto outcome, trainer.step(step, [] { return Status(); }));
        proof.seconds = monotonicSeconds() - started;
        if (outcome.failure)
            return *outcome.failure;
    }
    return {};
}

} // namespace

Result<StepProof> proveStep(RunConfig config, TextTools text) {
    shorten(config);
    TB_ASSIGN(const auto device, parseDevice(config.device));
    setThreads(config.threads);
    const MemoryWatch watch(device.is_cuda());
    StepProof proof;
    const Status done = guardTorch("one step on the longest rows", [&]() -> Status {
        TB_ASSIGN(auto policy, loadPolicy(config));
        TB_ASSIGN(const auto trainer,
                  makeMethodOfLongest(config, std::move(policy), std::move(text)));
        const Status ran = runTimed(*trainer, proof);
        watch.writeTo(proof);
        return ran;
    });
    const auto known = {ErrorCode::OutOfMemory, ErrorCode::NonFinite};
    if (!done && std::ranges::find(known, done.error().code) == known.end())
        return done.error();
    if (!done)
        proof.failure = done.error();
    return proof;
}

} // namespace tiebreak
