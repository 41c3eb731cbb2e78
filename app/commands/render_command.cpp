// render: messages through a chat template; prints the text and nothing else.
#include "commands/command.h"
#include "commands/commands.h"

#include "base/atomic_file.h"
#include "protocol/json_fields.h"
#include "text/chat_template.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

namespace tiebreak {

namespace {

struct RenderCommandOptions {
    std::string model, templateFile, bos, eos, messages, tools, kwargs, now;
    bool noGenerationPrompt = false;
};

Result<nlohmann::ordered_json> readJsonFile(const std::string& path) {
    TB_ASSIGN(const std::string text, readFile(path));
    auto json = parseJson(text);
    if (json)
        return json;
    Error error = json.error();
    error.path = path;
    return error;
}

Result<ChatTemplateSource> findSource(const RenderCommandOptions& options) {
    if (options.templateFile.empty())
        return loadChatTemplateSource(options.model);
    ChatTemplateSource source;
    TB_ASSIGN(source.source, readFile(options.templateFile));
    source.bosToken = options.bos;
    source.eosToken = options.eos;
    return source;
}

Result<RenderOptions> renderOptions(const RenderCommandOptions& given,
                                    const ChatTemplateSource& source) {
    RenderOptions options;
    options.addGenerationPrompt = !given.noGenerationPrompt;
    options.bosToken = source.bosToken;
    options.eosToken = source.eosToken;
    if (!given.tools.empty()) {
        TB_ASSIGN(options.tools, readJsonFile(given.tools));
    }
    if (!given.kwargs.empty()) {
        auto kwargs = parseObject(given.kwargs);
        if (!kwargs)
            return Error{ErrorCode::BadArgument, "--kwargs: " + kwargs.error().message, "",
                         nullptr};
        options.kwargs = std::move(*kwargs);
    }
    if (!given.now.empty())
        options.now = given.now;
    return options;
}

Status runRender(const RenderCommandOptions& given) {
    if (given.model.empty() == given.templateFile.empty())
        return Error{ErrorCode::BadArgument, "render: give either --model or --template", "",
                     nullptr};
    TB_ASSIGN(const ChatTemplateSource source, findSource(given));
    TB_ASSIGN(const auto chatTemplate, ChatTemplate::parse(source.source));
    TB_ASSIGN(const auto messages, readJsonFile(given.messages));
    TB_ASSIGN(const RenderOptions options, renderOptions(given, source));
    TB_ASSIGN(const std::string text, chatTemplate.render(messages, options));
    std::cout << text << std::flush;
    return {};
}

} // namespace

void addRenderCommand(CLI::App& app) {
    const auto options = std::make_shared<RenderCommandOptions>();
    auto* command = app.add_subcommand("render", "Messages through a chat template");
    command->add_option("--model", options->model, "model or folder with a chat template");
    command->add_option("--template", options->templateFile, "a template file instead");
    command->add_option("--bos", options->bos, "BOS text for --template");
    command->add_option("--eos", options->eos, "EOS text for --template");
    command->add_option("--messages", options->messages, "JSON list of messages")->required();
    command->add_option("--tools", options->tools, "JSON list of tools");
    command->add_option("--kwargs", options->kwargs, "JSON object of further template variables");
    command->add_option("--now", options->now, "YYYY-MM-DD for strftime_now");
    command->add_flag("--no-generation-prompt", options->noGenerationPrompt,
                      "end after the last message");
    onRun(*command, [options] { return runRender(*options); });
}

} // namespace tiebreak
