// generate: responses to a file of prompts, a JSON line each, in the order of the prompts, then of
// the samples.
#include "commands/command.h"
#include "commands/commands.h"
#include "engine_model.h"

#include "base/atomic_file.h"
#include "protocol/json_fields.h"
#include "protocol/prompt_source.h"
#include "sampling/batch_generator.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <map>
#include <memory>
#include <sstream>

namespace tiebreak {

namespace {

constexpr std::int64_t kMostRows = 16; // rows that decode together

struct GenerateOptions {
    std::string model, adapter, tokenizer, prompts;
    ComputeOptions compute;
    SamplingParameters parameters;
    std::int64_t samples = 1;
    bool repeatable = false;
};

volatile std::sig_atomic_t interrupted = 0;

Error atLine(const std::string& path, std::size_t line, Error error) {
    error.message = "line " + std::to_string(line) + ": " + error.message;
    error.path = path;
    return error;
}

Result<PreparedPrompt> readPrompt(const std::string& line, const TextSide& text) {
    TB_ASSIGN(const auto json, parseObject(line));
    TB_ASSIGN(const PromptSource source, promptSourceFromOrderedJson(json));
    return text.prepare(source);
}

/// Prompts being answered, and responses that wait for those before them.
class OrderedOutput {
public:
    OrderedOutput(std::uint64_t seed, std::int64_t samples)
        : m_seed(seed)
        , m_samples(samples) {}

    std::int64_t addPrompt(std::vector<TokenId> ids) {
        m_prompts.push_back(std::move(ids));
        return static_cast<std::int64_t>(m_prompts.size()) - 1;
    }
    std::size_t prompts() const { return m_prompts.size(); }
    void take(GeneratedResponse response) {
        m_ready.emplace(response.key.request * m_samples + response.key.row, std::move(response));
        for (auto next = m_ready.find(m_next); next != m_ready.end();
             next = m_ready.find(++m_next)) {
            print(next->second);
            m_ready.erase(next);
        }
    }

private:
    void print(const GeneratedResponse& response) const {
        const auto prompt = static_cast<std::size_t>(response.key.request);
        nlohmann::json line{{"prompt", response.key.request},
                            {"sample", response.key.row},
                            {"seed", m_seed + static_cast<std::uint64_t>(response.key.row)},
                            {"prompt_ids", m_prompts[prompt]},
                            {"ids", response.ids},
                            {"text", nullptr},
                            {"logprobs", response.logprobs},
                            {"stop", stopReasonName(response.stop)}};
        if (response.text)
            line["text"] = *response.text;
        printJsonLine(line);
    }

    std::uint64_t m_seed;
    std::int64_t m_samples;
    std::vector<std::vector<TokenId>> m_prompts;
    std::map<std::int64_t, GeneratedResponse> m_ready;
    std::int64_t m_next = 0;
};

std::vector<SamplingParameters> rowsOf(const GenerateOptions& options) {
    std::vector<SamplingParameters> rows(static_cast<std::size_t>(options.samples),
                                         options.parameters);
    for (std::size_t j = 0; j < rows.size(); ++j)
        rows[j].seed += j;
    return rows;
}

Status addPrompts(const GenerateOptions& options, const TextSide& text, BatchGenerator& generator,
                  OrderedOutput& output) {
    TB_ASSIGN(const std::string content, readFile(options.prompts, std::uintmax_t(1) << 30));
    std::istringstream lines(content);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        auto prompt = readPrompt(line, text);
        if (!prompt)
            return atLine(options.prompts, number, prompt.error());
        const std::int64_t request = output.addPrompt(prompt->ids);
        const Status added = generator.add(request, std::move(prompt->ids), rowsOf(options));
        if (!added)
            return atLine(options.prompts, number, added.error());
    }
    return {};
}

Status runGenerator(BatchGenerator& generator, OrderedOutput& output) {
    while (!generator.idle()) {
        if (interrupted)
            return Error{ErrorCode::Cancelled, "interrupted", "", nullptr};
        TB_ASSIGN(StepEvents events, generator.step());
        if (!events.failed.empty())
            return events.failed.front().second;
        for (GeneratedResponse& response : events.responses)
            output.take(std::move(response));
    }
    return {};
}

Status runGenerate(const GenerateOptions& options) {
    TB_TRY(validate(options.parameters));
    EngineModelOptions load;
    load.model = options.model;
    load.adapter = options.adapter;
    load.tokenizer = options.tokenizer;
    load.compute = options.compute;
    TB_ASSIGN(const EngineModel engine, loadEngineModel(load));
    BatchGenerator generator(engine.model.decoder, engine.text.tokenizer,
                             {kMostRows, options.repeatable});
    OrderedOutput output(options.parameters.seed, options.samples);
    TB_TRY(addPrompts(options, engine.text, generator, output));
    std::signal(SIGINT, [](int) { interrupted = 1; });
    std::signal(SIGTERM, [](int) { interrupted = 1; });
    return runGenerator(generator, output);
}

void addSamplingOptions(CLI::App& command, SamplingParameters& p) {
    command.add_flag("--greedy", p.greedy, "the most probable token each time");
    command.add_option("--temperature", p.temperature, "above 0; 1 is neutral");
    command.add_option("--top-k", p.topK, "0 is off");
    command.add_option("--top-p", p.topP, "1 is off");
    command.add_option("--min-p", p.minP, "0 is off");
    command.add_option("--repetition-penalty", p.repetitionPenalty, "1 is off");
    command.add_option("--seed", p.seed, "sample j uses seed + j");
    command.add_option("--min-new-tokens", p.minNewTokens, "no end before as many");
    command.add_option("--max-new-tokens", p.maxNewTokens, "end after as many")->required();
    command.add_option("--stop", p.stop, "text that ends a response; may be repeated")
        ->allow_extra_args(false);
    command.add_flag("--ignore-eos", p.ignoreEos, "go on after an end token");
}

} // namespace

void addGenerateCommand(CLI::App& app) {
    const auto options = std::make_shared<GenerateOptions>();
    auto* command = app.add_subcommand("generate", "Sample responses to a file of prompts");
    command->add_option("--model", options->model, "GGUF file or Hugging Face folder")->required();
    command->add_option("--adapter", options->adapter, "PEFT folder merged into the model");
    command->add_option("--tokenizer", options->tokenizer, "another tokenizer than the model's");
    addComputeOptions(*command, options->compute);
    command->add_option("--prompts", options->prompts, "JSON lines: text, messages or token_ids")
        ->required();
    addSamplingOptions(*command, options->parameters);
    command->add_option("--samples", options->samples, "responses to each prompt")
        ->check(CLI::Range(1, 1 << 20));
    command->add_flag("--repeatable", options->repeatable,
                      "the same ids whatever else is in the batch");
    onRun(*command, [options] { return runGenerate(*options); });
}

} // namespace tiebreak
