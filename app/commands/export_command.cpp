// export: a model, with or without an adapter, in a format that others read. One JSON line.
#include "commands/command.h"
#include "commands/commands.h"

#include "files/quantise.h"
#include "model/export_model.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

struct ExportArguments {
    std::string model, adapter, target, type, out;
};

Status runExport(const ExportArguments& arguments) {
    ExportOptions options;
    options.model = arguments.model;
    options.adapter = arguments.adapter;
    options.out = arguments.out;
    TB_ASSIGN(options.target, parseExportTarget(arguments.target));
    if (!arguments.type.empty()) {
        TB_ASSIGN(options.type, parseWeightType(arguments.type));
    }
    TB_ASSIGN(const auto report, exportModel(options));
    printJsonLine({{"out", arguments.out},
                   {"to", arguments.target},
                   {"tensors", report.tensors},
                   {"bytes", report.bytes},
                   {"weights", tensorFormatName(report.type)}});
    return {};
}

} // namespace

void addExportCommand(CLI::App& app) {
    auto* command = app.add_subcommand("export", "Write a model in a format that others read");
    auto arguments = std::make_shared<ExportArguments>();
    command->add_option("--model", arguments->model, "GGUF file or Hugging Face folder")
        ->required();
    command->add_option("--adapter", arguments->adapter, "PEFT folder");
    command
        ->add_option(
            "--to", arguments->target,
            "hf: a folder for transformers; peft: the adapter alone; merged: a folder with "
            "the adapter in its weights; gguf: a file for llama.cpp")
        ->required();
    command->add_option("--type", arguments->type,
                        "f32, f16, bf16 or, for gguf, q8_0; as stored if not given");
    command->add_option("--out", arguments->out, "folder or file to write; must not be there yet")
        ->required();
    onRun(*command, [arguments] { return runExport(*arguments); });
}

} // namespace tiebreak
