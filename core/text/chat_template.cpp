#include "text/chat_template.h"

#include "text/jinja_eval.h"
#include "text/jinja_json.h"
#include "text/jinja_parser.h"

namespace tiebreak {

struct ChatTemplate::Program {
    std::string source;
    jinja::Block block;
};

namespace {

Error templateError(ErrorCode code, const jinja::TemplateError& error) {
    if (error.raised())
        return {ErrorCode::BadArgument, error.what(), "", nullptr};
    const std::string where = error.line() > 0
                                  ? "chat template, line " + std::to_string(error.line()) + ": "
                                  : "chat template: ";
    return {code, where + error.what(), "", nullptr};
}

bool isDate(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
        if (text[i] < '0' || text[i] > '9')
            return false;
    const int month = std::stoi(text.substr(5, 2)), day = std::stoi(text.substr(8, 2));
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

Status checkOptions(const nlohmann::ordered_json& messages, const RenderOptions& options) {
    if (!messages.is_array())
        return Error{ErrorCode::BadArgument,
                     std::string("messages must be a list, not ") + messages.type_name(), "",
                     nullptr};
    if (!options.kwargs.is_object())
        return Error{ErrorCode::BadArgument,
                     std::string("template variables must be a JSON object, not ") +
                         options.kwargs.type_name(),
                     "", nullptr};
    if (options.now && !isDate(*options.now))
        return Error{ErrorCode::BadArgument,
                     "date '" + *options.now + "' is not of the form YYYY-MM-DD", "", nullptr};
    return {};
}

void defineVariables(jinja::Interpreter& interpreter, const nlohmann::ordered_json& messages,
                     const RenderOptions& options) {
    interpreter.define("messages", jinja::fromJson(messages));
    interpreter.define("tools", jinja::fromJson(options.tools));
    interpreter.define("documents", jinja::Value::none());
    interpreter.define("add_generation_prompt", jinja::Value(options.addGenerationPrompt));
    interpreter.define("bos_token", jinja::Value(options.bosToken));
    interpreter.define("eos_token", jinja::Value(options.eosToken));
    for (const auto& [name, value] : options.kwargs.items())
        interpreter.define(name, jinja::fromJson(value));
}

} // namespace

Result<ChatTemplate> ChatTemplate::parse(std::string source) {
    try {
        auto program = std::make_shared<Program>();
        program->block = jinja::parseTemplate(source);
        program->source = std::move(source);
        ChatTemplate made;
        made.m_program = std::move(program);
        return made;
    } catch (const jinja::TemplateError& error) {
        return templateError(ErrorCode::BadFile, error);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "no memory left while parsing a chat template", "",
                     nullptr};
    }
}

Result<std::string> ChatTemplate::render(const nlohmann::ordered_json& messages,
                                         const RenderOptions& options) const {
    TB_ASSIGN(auto marked, renderMarked(messages, options));
    return std::move(marked.text);
}

Result<MarkedText> ChatTemplate::renderMarked(const nlohmann::ordered_json& messages,
                                              const RenderOptions& options) const {
    TB_TRY(checkOptions(messages, options));
    try {
        jinja::Interpreter interpreter(options.now);
        defineVariables(interpreter, messages, options);
        MarkedText marked{interpreter.run(m_program->block), {}};
        marked.generated = interpreter.generated();
        return marked;
    } catch (const jinja::TemplateError& error) {
        return templateError(ErrorCode::BadArgument, error);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "no memory left while rendering a chat template", "",
                     nullptr};
    }
}

const std::string& ChatTemplate::source() const {
    return m_program->source;
}

} // namespace tiebreak
