// bench: how fast this machine does what Tiebreak spends its time on. A JSON line a measurement.
#include "commands/bench_dpo.h"
#include "commands/bench_loading.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "engine_model.h"

#include "base/clock.h"
#include "base/random_stream.h"
#include "sampling/batch_generator.h"
#include "tensor/device.h"
#include "tensor/dtype.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

constexpr std::int64_t kPromptTokens = 32;
constexpr std::int64_t kNewTokens = 96;

struct BenchSamplingOptions {
    std::string model;
    ComputeOptions compute;
    std::vector<std::int64_t> batches{1, 4, 8};
    int repeats = 5;
    bool repeatable = false;
};

std::vector<TokenId> benchPrompt(std::int64_t vocabulary) {
    RandomStream random(1);
    std::vector<TokenId> ids;
    for (std::int64_t i = 0; i < kPromptTokens; ++i)
        ids.push_back(static_cast<TokenId>(random.below(static_cast<std::uint64_t>(vocabulary))));
    return ids;
}

std::vector<SamplingParameters> benchRows(std::int64_t batch) {
    SamplingParameters parameters;
    parameters.maxNewTokens = kNewTokens;
    parameters.ignoreEos = true;
    std::vector<SamplingParameters> rows(static_cast<std::size_t>(batch), parameters);
    for (std::size_t j = 0; j < rows.size(); ++j)
        rows[j].seed = j;
    return rows;
}

/// Seconds from the request to the last token.
Result<double> timeOnce(const EngineModel& engine, std::int64_t batch, bool repeatable) {
    BatchGenerator generator(engine.model.decoder, nullptr,
                             {std::max<std::int64_t>(batch, 1), repeatable});
    const double begin = monotonicSeconds();
    TB_TRY(generator.add(1, benchPrompt(engine.model.config().vocabulary), benchRows(batch)));
    while (!generator.idle()) {
        TB_ASSIGN(const StepEvents events, generator.step());
        if (!events.failed.empty())
            return events.failed.front().second;
    }
    return monotonicSeconds() - begin;
}

Status measure(const EngineModel& engine, std::int64_t batch, const BenchSamplingOptions& options) {
    TB_TRY(timeOnce(engine, batch, options.repeatable)); // warm
    std::vector<double> seconds;
    for (int i = 0; i < options.repeats; ++i) {
        TB_ASSIGN(const double once, timeOnce(engine, batch, options.repeatable));
        seconds.push_back(once);
    }
    std::sort(seconds.begin(), seconds.end());
    const double median = seconds[seconds.size() / 2];
    const ProcessorInfo processor = processorInfo();
    printJsonLine({{"bench", "sampling"},
                   {"dtype", dtypeName(engine.model.dtype)},
                   {"batch", batch},
                   {"mode", options.repeatable ? "repeatable" : "fast"},
                   {"prompt_tokens", kPromptTokens},
                   {"new_tokens", kNewTokens},
                   {"threads", engine.threads},
                   {"seconds", seconds},
                   {"median_seconds", median},
                   {"tokens_per_second", static_cast<double>(batch * kNewTokens) / median},
                   {"processor", processor.name},
                   {"bf16", processor.bf16}});
    return {};
}

Status runBenchSampling(const BenchSamplingOptions& options) {
    const bool both = options.compute.dtype == "auto";
    for (const std::string& dtype : both ? std::vector<std::string>{"float32", "bfloat16"}
                                         : std::vector{options.compute.dtype}) {
        EngineModelOptions load;
        load.model = options.model;
        load.compute = options.compute;
        load.compute.dtype = dtype;
        TB_ASSIGN(const EngineModel engine, loadEngineModel(load));
        for (const std::int64_t batch : options.batches)
            TB_TRY(measure(engine, batch, options));
    }
    return {};
}

void addBenchSampling(CLI::App& bench) {
    const auto options = std::make_shared<BenchSamplingOptions>();
    auto* command = bench.add_subcommand("sampling", "Tokens a second of batches of responses");
    command->add_option("--model", options->model, "GGUF file or Hugging Face folder")->required();
    addComputeOptions(*command, options->compute);
    addWeightsOption(*command, options->compute);
    command->add_option("--batch", options->batches, "responses at once; 1 4 8 if not given")
        ->check(CLI::Range(1, 1024));
    command->add_option("--repeats", options->repeats, "measurements, of which the median counts")
        ->check(CLI::Range(1, 1000));
    command->add_flag("--repeatable", options->repeatable,
                      "the mode whose ids never depend on the rest of the batch");
    onRun(*command, [options] { return runBenchSampling(*options); });
}

} // namespace

void addBenchCommand(CLI::App& app) {
    auto* bench = app.add_subcommand("bench", "Measure this machine");
    bench->require_subcommand(1);
    addBenchSampling(*bench);
    addBenchDpo(*bench);
    addBenchLoading(*bench);
}

} // namespace tiebreak
