// models list FOLDER…: a line a model under the folders, {"path","error"} for one that cannot be
// used. models inspect MODEL: one line, an unusable model is exit 2.
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/model_facts.h"

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
}

} // namespace tiebreak
