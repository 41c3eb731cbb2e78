// generate: responses to a file of prompts, a JSON line each, in the order of the prompts, then of
// the samples.
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/sampling_options.h"
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
    OrderedOutput(std::uint64_t seed, bool repeatable)
        : m_seed(seed)
        , m_mode(repeatable ? "repeatable" : "fast") {}

    std::int64_t addPrompt(std::vector<TokenId> ids) {
        m_prompts.push_back({std::move(ids), {}, false});
        return static_cast<std::int64_t>(m_prompts.size()) - 1;
    }
    void take(GeneratedResponse response) {
        auto& prompt = m_prompts[static_cast<std::size_t>(response.key.request)];
        prompt.responses[{response.key.row, response.key.rank}] = std::move(response);
        printReady();
    }
    /// The prompt's last response came.
    void end(std::int64_t request) {
        m_prompts[static_cast<std::size_t>(request)].done = true;
        printReady();
    }

private:
    struct Prompt {
        std::vector<TokenId> ids;
        std::map<std::pair<int, int>, GeneratedResponse> responses; ///< by sample and rank
        bool done;
    };

    void printReady() {
        while (m_next < m_prompts.size()) {
            Prompt& prompt = m_prompts[m_next];
            for (auto found = prompt.responses.begin();
                 found != prompt.responses.end() &&
                 (prompt.done || found->first == std::pair(m_printed, 0));
                 found = prompt.responses.erase(found))
                print(prompt.ids, found->second);
            if (!prompt.done)
                return;
            ++m_next;
            m_printed = 0;
        }
    }

    void print(const std::vector<TokenId>& prompt, const GeneratedResponse& response) {
        nlohmann::json line{{"prompt", response.key.request},
                            {"sample", m_printed++},
                            {"seed", m_seed + static_cast<std::uint64_t>(response.key.row)},
                            {"prompt_ids", prompt},
                            {"ids", response.ids},
                            {"text", nullptr},
                            {"logprobs", response.logprobs},
                            {"stop", stopReasonName(response.stop)},
                            {"mode", m_mode}};
        if (response.text)
            line["text"] = *response.text;
        if (response.score)
            line["score"] = *response.score;
        printJsonLine(line);
    }

    std::uint64_t m_seed;
    const char* m_mode;
    std::vector<Prompt> m_prompts;
    std::size_t m_next = 0; ///< the prompt whose responses are printed
    int m_printed = 0;      ///< of them
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
        for (const std::int64_t request : events.done)
            output.end(request);
    }
    return {};
}

Status runGenerate(const GenerateOptions& options) {
    TB_TRY(validate(options.parameters));
    if (options.parameters.beam.width > 1 && options.samples > 1)
        return Error{ErrorCode::BadArgument,
                     "samples " + std::to_string(options.samples) +
                         ": must be 1 with beam search, which draws nothing; use --n-best",
                     "", nullptr};
    EngineModelOptions load;
    load.model = options.model;
    load.adapter = options.adapter;
    load.tokenizer = options.tokenizer;
    load.compute = options.compute;
    TB_ASSIGN(const EngineModel engine, loadEngineModel(load));
    BatchGenerator generator(engine.model.decoder, engine.text.tokenizer,
                             {kMostRows, options.repeatable});
    OrderedOutput output(options.parameters.seed, options.repeatable);
    TB_TRY(addPrompts(options, engine.text, generator, output));
    std::signal(SIGINT, [](int) { interrupted = 1; });
    std::signal(SIGTERM, [](int) { interrupted = 1; });
    return runGenerator(generator, output);
}

} // namespace

void addGenerateCommand(CLI::App& app) {
    const auto options = std::make_shared<GenerateOptions>();
    auto* command = app.add_subcommand("generate", "Sample responses to a file of prompts");
    command->add_option("--model", options->model, "GGUF file or Hugging Face folder")->required();
    command->add_option("--adapter", options->adapter, "PEFT folder merged into the model");
    command->add_option("--tokenizer", options->tokenizer, "another tokenizer than the model's");
    addComputeOptions(*command, options->compute);
    addWeightsOption(*command, options->compute);
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
