// forward: logits and hidden states of given token ids, file to file. Padded rows are packed
// without their pads.
#include "commands/command.h"
#include "commands/commands.h"

#include "files/safetensors.h"
#include "model/forward_file.h"
#include "model/load_model.h"
#include "model/lora.h"
#include "tensor/device.h"
#include "tensor/threads.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

namespace tiebreak {

namespace {

struct ForwardArguments {
    std::string model, adapter, input, output;
    ComputeOptions compute;
    bool hiddenStates = false;
};

Result<LoadedModel> loadWithAdapter(const ForwardArguments& arguments) {
    LoadOptions options;
    options.keepQuantised = arguments.compute.weights == "quantised";
    TB_ASSIGN(options.dtype, parseDtype(arguments.compute.dtype));
    TB_ASSIGN(options.device, parseDevice(arguments.compute.device));
    TB_ASSIGN(auto model, loadModel(arguments.model, options));
    if (!arguments.adapter.empty()) {
        TB_TRY(loadLora(*model.decoder, arguments.adapter, false));
    }
    return model;
}

bool holdsEncoder(const std::string& model) {
    if (!std::filesystem::is_directory(model))
        return false;
    const auto config = readModelConfig(model);
    return config && isEncoder(*config);
}

Status forwardEncoder(const ForwardArguments& arguments) {
    if (!arguments.adapter.empty())
        return Error{ErrorCode::Unsupported,
                     "--adapter on an encoder is not available in this version", arguments.adapter,
                     nullptr};
    LoadOptions options;
    TB_ASSIGN(options.dtype, parseDtype(arguments.compute.dtype));
    TB_ASSIGN(options.device, parseDevice(arguments.compute.device));
    TB_ASSIGN(const auto encoder, loadEncoder(arguments.model, options));
    return forwardFile(*encoder, arguments.input, arguments.output, arguments.hiddenStates);
}

Status forwardDecoder(const ForwardArguments& arguments) {
    TB_ASSIGN(const auto model, loadWithAdapter(arguments));
    return forwardFile(*model.decoder, arguments.input, arguments.output, arguments.hiddenStates);
}

Status forward(const ForwardArguments& arguments) {
    setThreads(arguments.compute.threads);
    TB_TRY(holdsEncoder(arguments.model) ? forwardEncoder(arguments) : forwardDecoder(arguments));
    printJsonLine({{"output", arguments.output}});
    return {};
}

} // namespace

void addForwardCommand(CLI::App& app) {
    auto* command = app.add_subcommand("forward", "Logits of token ids, from file to file");
    auto arguments = std::make_shared<ForwardArguments>();
    command->add_option("--model", arguments->model, "GGUF file or Hugging Face folder")
        ->required();
    command->add_option("--adapter", arguments->adapter, "PEFT folder");
    command->add_option("--input", arguments->input, "safetensors with input_ids")->required();
    command->add_option("--output", arguments->output, "safetensors to write")->required();
    command->add_flag("--hidden-states", arguments->hiddenStates, "also hidden_0 … hidden_n");
    addComputeOptions(*command, arguments->compute);
    addWeightsOption(*command, arguments->compute);
    onRun(*command, [arguments] { return forward(*arguments); });
}

} // namespace tiebreak
