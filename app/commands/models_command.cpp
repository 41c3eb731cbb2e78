// models list FOLDER…: a line a model under the folders, {"path","error"} for one that cannot be
// used. models inspect MODEL: one line, an unusable model is exit 2. models verify MODEL: one line
// with what is wrong, which is exit 2 too.
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/model_facts.h"

#include "model/verify_model.h"

#include <CLI/CLI.hpp>

namespace tiebreak {

namespace {

Status listModels(const std::vector<std::string>& folders) {
    for (const auto& folder : folders)
        for (const auto& path : findModels(folder)) {
            const auto facts = modelFacts(path);
            printJsonLine(
                facts ? *facts
                      : nlohmann::json{{"path", path.string()}, {"error", facts.error().text()}});
        }
    return {};
}

Status inspectModel(const std::string& model) {
    TB_ASSIGN(const nlohmann::json facts, modelFacts(model));
    printJsonLine(facts);
    return {};
}

struct VerifyArguments {
    std::string model, sha256;
};

Status verify(const VerifyArguments& arguments) {
    const auto result = verifyModel(arguments.model, arguments.sha256);
    auto findings = nlohmann::json::array();
    for (const auto& finding : result.findings)
        findings.push_back(
            {{"check", finding.check}, {"thing", finding.thing}, {"message", finding.message}});
    printJsonLine({{"path", arguments.model},
                   {"ok", result.findings.empty()},
                   {"tensors", result.tensors},
                   {"bytes", result.bytes},
                   {"hash", result.hash},
                   {"findings", findings}});
    if (result.findings.empty())
        return {};
    const auto& first = result.findings.front();
    return Error{ErrorCode::BadFile,
                 std::to_string(result.findings.size()) + " found, the first: " + first.check +
                     ": " + first.thing + ": " + first.message,
                 arguments.model,
                 {}};
}

void addVerify(CLI::App& models) {
    auto* command = models.add_subcommand("verify", "Whether a model's files are whole and sound");
    auto arguments = std::make_shared<VerifyArguments>();
    command->add_option("model", arguments->model, "A GGUF file or a Hugging Face folder")
        ->required();
    command->add_option("--sha256", arguments->sha256,
                        "the hash it must have (of `models inspect`)");
    onRun(*command, [arguments] { return verify(*arguments); });
}

} // namespace

void addModelsCommand(CLI::App& app) {
    auto* models = app.add_subcommand("models", "List the models in folders, or say what one is");
    models->require_subcommand(1);
    auto* list = models->add_subcommand("list", "A line for each model under the folders");
    auto folders = std::make_shared<std::vector<std::string>>();
    list->add_option("folders", *folders, "Folders to look through");
    onRun(*list, [folders] { return listModels(*folders); });
    auto* inspect = models->add_subcommand("inspect", "What one model is");
    auto model = std::make_shared<std::string>();
    inspect->add_option("model", *model, "A GGUF file or a Hugging Face folder")->required();
    onRun(*inspect, [model] { return inspectModel(*model); });
    addVerify(*models);
}

} // namespace tiebreak
