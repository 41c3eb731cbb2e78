// score: what a …ForSequenceClassification says of texts, a JSON line each, in their order.
#include "commands/command.h"
#include "commands/commands.h"

#include "base/atomic_file.h"
#include "model/sequence_classifier.h"
#include "reward/reward_model.h"
#include "tensor/device.h"
#include "tensor/threads.h"
#include "text/tokenizer.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/tensor.h>
#include <CLI/CLI.hpp>
#include <cmath>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

namespace tiebreak {

namespace {

constexpr std::size_t kMostRows = 16; // texts that are scored together

struct ScoreOptions {
    std::string model, adapter, tokenizer, texts;
    ComputeOptions compute;
};

Error atLine(const std::string& path, std::size_t line, Error error) {
    error.message = "line " + std::to_string(line) + ": " + error.message;
    error.path = path;
    return error;
}

Error badLine(const std::string& message) {
    return {ErrorCode::BadArgument, message, "", nullptr};
}

/// "text", or "prompt" and "completion" as one text.
Result<std::string> textOf(const std::string& line) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object())
        return badLine("no JSON object");
    std::string text;
    const bool whole = json.contains("text");
    for (const char* key : whole ? std::vector<const char*>{"text"}
                                 : std::vector<const char*>{"prompt", "completion"}) {
        if (!json.contains(key) || !json.at(key).is_string())
            return badLine("'" + std::string(key) +
                           "' is not there as a text; give 'text', or 'prompt' and 'completion'");
        text += json.at(key).get<std::string>();
    }
    return text;
}

Result<std::vector<std::int64_t>> idsOf(const Tokenizer& tokenizer, const std::string& line,
                                        const ModelConfig& config) {
    TB_ASSIGN(const auto text, textOf(line));
    TB_ASSIGN(const auto ids, tokenizer.encode(text, {}));
    if (ids.empty())
        return badLine("the text has no tokens");
    if (static_cast<std::int64_t>(ids.size()) > config.context)
        return badLine(std::to_string(ids.size()) + " tokens, but the model's context is " +
                       std::to_string(config.context));
    return std::vector<std::int64_t>(ids.begin(), ids.end());
}

/// Rows of ids to one list of scores a row.
using ScoreRows = std::function<Result<at::Tensor>(const std::vector<std::vector<std::int64_t>>&)>;

class Scoring {
public:
    Scoring(ScoreRows scores, std::size_t label)
        : m_scores(std::move(scores))
        , m_label(label) {}

    Status take(std::vector<std::int64_t> ids) {
        m_rows.push_back(std::move(ids));
        return m_rows.size() < kMostRows ? Status() : finish();
    }

    Status finish() {
        if (m_rows.empty())
            return {};
        TB_ASSIGN(const auto scores, m_scores(m_rows)); // [B, labels]
        const auto labels = static_cast<std::size_t>(scores.size(1));
        const auto* values = scores.const_data_ptr<float>();
        for (std::size_t row = 0; row < m_rows.size(); ++row, values += labels)
            TB_TRY(print({values, values + labels}));
        m_rows.clear();
        return {};
    }

private:
    Status print(const std::vector<float>& logits) {
        for (const float logit : logits)
            if (!std::isfinite(logit))
                return Error{ErrorCode::NonFinite,
                             "text " + std::to_string(m_next) + ": a score is not finite", "",
                             nullptr};
        printJsonLine({{"i", m_next++}, {"logits", logits}, {"score", logits[m_label]}});
        return {};
    }

    ScoreRows m_scores;
    std::size_t m_label;
    std::vector<std::vector<std::int64_t>> m_rows;
    std::int64_t m_next = 0;
};

/// What scores, whichever kind of model it is.
struct Scorer {
    ScoreRows rows;
    ModelConfig config;
    std::size_t label = 0;
};

Result<Scorer> classifierScorer(const ScoreOptions& options, const LoadOptions& load) {
    TB_ASSIGN(auto loaded, SequenceClassifier::load(options.model, load));
    const auto classifier = std::make_shared<const SequenceClassifier>(std::move(loaded));
    return Scorer{[classifier](const auto& rows) { return classifier->scores(rows); },
                  classifier->config(), scoredLabel(classifier->config())};
}

Result<Scorer> adapterScorer(const ScoreOptions& options, const LoadOptions& load,
                             const Tokenizer& tokenizer) {
    TB_ASSIGN(auto loaded, RewardModel::load({options.model, options.adapter}, &tokenizer, load));
    const auto model = std::make_shared<const RewardModel>(std::move(loaded));
    const auto score = [model](const auto& rows) -> Result<at::Tensor> {
        TB_ASSIGN(const auto scores, model->scores(rows));
        return at::tensor(scores, at::kDouble).to(at::kFloat).unsqueeze(1); // [B, 1]
    };
    return Scorer{score, model->config(), 0};
}

Status score(const ScoreOptions& options) {
    setThreads(options.compute.threads);
    LoadOptions load;
    TB_ASSIGN(load.dtype, parseDtype(options.compute.dtype));
    TB_ASSIGN(load.device, parseDevice(options.compute.device));
    // That a model has no head matters more than that it has no tokenizer.
    Scorer scorer;
    if (options.adapter.empty()) {
        TB_ASSIGN(scorer, classifierScorer(options, load));
    }
    TB_ASSIGN(const auto tokenizer,
              loadTokenizer(options.tokenizer.empty() ? options.model : options.tokenizer));
    if (!options.adapter.empty()) {
        TB_ASSIGN(scorer, adapterScorer(options, load, *tokenizer));
    }
    TB_ASSIGN(const std::string content, readFile(options.texts, std::uintmax_t(1) << 30));
    std::istringstream lines(content);
    std::string line;
    Scoring scoring(scorer.rows, scorer.label);
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        auto ids = idsOf(*tokenizer, line, scorer.config);
        if (!ids)
            return atLine(options.texts, number, ids.error());
        TB_TRY(scoring.take(std::move(*ids)));
    }
    return scoring.finish();
}

} // namespace

void addScoreCommand(CLI::App& app) {
    const auto options = std::make_shared<ScoreOptions>();
    auto* command = app.add_subcommand("score", "Scores of texts by a classifier or reward model");
    command
        ->add_option("--model", options->model,
                     "folder of a …ForSequenceClassification, or the base model of --adapter")
        ->required();
    command->add_option("--adapter", options->adapter, "PEFT folder of a trained reward model");
    command->add_option("--tokenizer", options->tokenizer, "instead of the model's own");
    command->add_option("--texts", options->texts, "JSON lines: text, or prompt and completion")
        ->required();
    addComputeOptions(*command, options->compute);
    onRun(*command, [options] { return score(*options); });
}

} // namespace tiebreak
