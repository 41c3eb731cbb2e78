// Run folders written by tests the way a trainer writes them.
#pragma once

#include "base/atomic_file.h"
#include "metrics/metric_log.h"
#include "protocol/run_config.h"
#include "protocol/run_folder.h"

#include <cmath>
#include <filesystem>
#include <limits>

namespace tiebreak {

inline RunConfig dpoConfig() {
    RunConfig config;
    config.method = "dpo";
    config.model = "SmolLM2-135M-Instruct.Q4_1.gguf";
    config.data = "data.jsonl";
    config.lora = LoraConfig{};
    config.notes["data_name"] = "letters v3";
    return config;
}

inline RunState stateOf(const std::string& name, std::int64_t step, std::int64_t total) {
    RunState state;
    state.state = name;
    state.step = step;
    state.totalSteps = total;
    if (name == "running")
        stampThisProcess(state);
    return state;
}

/// Metrics of a plausible DPO run; the same every time. `drift` sets runs apart.
inline nlohmann::ordered_json dpoLine(std::int64_t step, double drift) {
    const double t = double(step), noise = std::sin(t * 12.9898 + drift * 78.233) * 0.5;
    const double rise = 1 - std::exp(-t / 120);
    return {{"step", step},
            {"loss", 0.69 - 0.25 * rise + 0.12 * noise},
            {"grad_norm", 3 - 1.6 * rise + 0.4 * noise},
            {"rewards/margins", (0.9 + drift) * rise + 0.15 * noise},
            {"rewards/accuracies", 0.5 + 0.27 * rise + 0.08 * noise},
            {"logps/chosen", -108 - 14 * rise + 6 * noise},
            {"logps/rejected", -120 - 34 * rise + 7 * noise},
            {"kl/probe", (2.8 + drift) * rise + 0.05 * noise}};
}

inline RunFolder writeRun(const std::filesystem::path& runs, const std::string& id,
                          const RunConfig& config, const RunState& state, std::int64_t steps,
                          double drift = 0) {
    const RunFolder folder{runs / id};
    std::filesystem::create_directories(folder.path);
    (void)writeFileAtomically(folder.data(), "{}\n{}\n{}\n");
    (void)writeRunState(folder, state);
    (void)writeFileAtomically(folder.config(), toJson(config).dump());
    auto writer = MetricLogWriter::open(folder.metrics());
    for (std::int64_t step = 1; step <= steps; ++step)
        (void)writer->append(dpoLine(step, drift));
    return folder;
}

} // namespace tiebreak
