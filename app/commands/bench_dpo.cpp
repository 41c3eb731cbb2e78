// bench dpo: tokens a second of DPO training with LoRA on rows as long as dialogue data, counted as
// TRL counts them (the prompt of a pair twice).
#include "commands/bench_dpo.h"

#include "commands/command.h"

#include "base/atomic_file.h"
#include "base/clock.h"
#include "base/random_stream.h"
#include "tensor/device.h"
#include "tensor/threads.h"
#include "training/dpo/dpo_trainer.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

namespace tiebreak {

namespace {

struct BenchDpoOptions {
    RunConfig config;
    ComputeOptions compute;
    std::int64_t steps = 5;
    int threads = 0;       ///< as LibTorch took them
    std::string writeRows; ///< JSONL file for the pairs, or empty
};

// Anthropic HH: prompts of 160 tokens in the mean, up to 450; answers of 50, from 10.
constexpr std::uint64_t kLongestPromptTail = 300, kPromptStart = 10;
constexpr std::uint64_t kAnswerStart = 10, kAnswerTail = 80;

std::vector<std::int64_t> randomIds(RandomStream& random, std::uint64_t count,
                                    std::int64_t vocabulary) {
    std::vector<std::int64_t> ids;
    for (std::uint64_t i = 0; i < count; ++i)
        ids.push_back(
            static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(vocabulary))));
    return ids;
}

PreferenceData benchRows(std::int64_t rows, std::int64_t vocabulary) {
    RandomStream random(1);
    PreferenceData data;
    data.lines = rows;
    for (std::int64_t i = 0; i < rows; ++i) {
        const auto answer = [&] { return kAnswerStart + random.below(kAnswerTail); };
        PreferenceRow row;
        row.prompt = randomIds(random, kPromptStart + random.below(kLongestPromptTail), vocabulary);
        row.chosen = randomIds(random, answer(), vocabulary);
        row.rejected = randomIds(random, answer(), vocabulary);
        data.rows.push_back(std::move(row));
    }
    return data;
}

/// The pairs as a data file of token ids, so that a peer can train on the very same.
Status writeRows(const PreferenceData& data, const std::string& path) {
    std::string lines;
    for (const auto& row : data.rows)
        lines += nlohmann::json{{"prompt_ids", row.prompt},
                                {"chosen_ids", row.chosen},
                                {"rejected_ids", row.rejected}}
                     .dump() +
                 "\n";
    return writeFileAtomically(path, lines);
}

/// Most memory this process ever held, MiB.
std::int64_t peakMemory() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

struct Timing {
    double tokens = 0, seconds = 0;
};

/// One step, timed; the reference's log-probabilities of its rows are part of it, as in a real
/// first epoch.
Result<Timing> timeStep(DpoTrainer& trainer, std::int64_t step, double& tokensSoFar) {
    const double begin = monotonicSeconds();
    TB_ASSIGN(const auto outcome, trainer.step(step, [] { return Status(); }));
    if (outcome.failure)
        return *outcome.failure;
    const double total = outcome.line["num_tokens"].get<double>();
    return Timing{total - std::exchange(tokensSoFar, total), monotonicSeconds() - begin};
}

Status measure(const BenchDpoOptions& options, const std::string& dtype) {
    RunConfig config = options.config;
    config.dtype = dtype;
    config.maxSteps = options.steps + 1;
    TB_ASSIGN(auto policy, loadPolicy(config));
    const auto vocabulary = policy.decoder->config().vocabulary;
    auto data = benchRows(config.maxSteps * config.batchSize, vocabulary);
    if (!options.writeRows.empty())
        TB_TRY(writeRows(data, options.writeRows));
    TB_ASSIGN(const auto trainer, DpoTrainer::make(config, std::move(policy), {}, std::move(data)));
    std::vector<double> rates;
    double tokens = 0;
    for (std::int64_t step = 0; step < config.maxSteps; ++step) {
        TB_ASSIGN(const auto timing, timeStep(*trainer, step, tokens));
        if (step > 0) // the first warms up
            rates.push_back(timing.tokens / timing.seconds);
    }
    std::ranges::sort(rates);
    const ProcessorInfo processor = processorInfo();
    printJsonLine({{"bench", "dpo"},
                   {"dtype", dtype},
                   {"batch", config.batchSize},
                   {"tokens_per_second", rates[rates.size() / 2]},
                   {"steps", options.steps},
                   {"threads", options.threads},
                   {"peak_mib", peakMemory()},
                   {"processor", processor.name},
                   {"bf16", processor.bf16}});
    return {};
}

Status run(BenchDpoOptions& options) {
    options.config.device = options.compute.device;
    options.threads = setThreads(options.compute.threads);
    const bool both = options.compute.dtype == "auto";
    for (const std::string& dtype : both ? std::vector<std::string>{"float32", "bfloat16"}
                                         : std::vector{options.compute.dtype})
        TB_TRY(measure(options, dtype));
    return {};
}

} // namespace

void addBenchDpo(CLI::App& bench) {
    const auto options = std::make_shared<BenchDpoOptions>();
    options->config.method = "dpo";
    options->config.lora = LoraConfig{};
    options->config.probeEvery = 0;
    options->config.learningRate = 1e-5;
    auto* command = bench.add_subcommand("dpo", "Tokens a second of DPO training with LoRA r = 16");
    command->add_option("--model", options->config.model, "GGUF file or Hugging Face folder")
        ->required();
    addComputeOptions(*command, options->compute);
    command->add_option("--batch", options->config.batchSize, "pairs a step")
        ->check(CLI::Range(1, 1024));
    command->add_option("--steps", options->steps, "steps, of which the median counts")
        ->check(CLI::Range(1, 1000));
    command->add_option("--write-rows", options->writeRows,
                        "JSONL file for the pairs, as token ids");
    onRun(*command, [options] { return run(*options); });
}

} // namespace tiebreak
