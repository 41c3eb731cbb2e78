#include "engine_model.h"

#include "model/lora.h"
#include "tensor/device.h"
#include "tensor/dtype.h"
#include "tensor/threads.h"
#include "tensor/torch_error.h"

namespace tiebreak {

namespace {

Error lacking(const char* what, const std::optional<Error>& why) {
    Error error{ErrorCode::BadArgument, what, "", nullptr};
    if (why)
        error.cause = std::make_shared<Error>(*why);
    return error;
}

Result<PreparedPrompt> encode(const Tokenizer& tokenizer, std::string text, bool addSpecial) {
    EncodeOptions options;
    options.addSpecial = addSpecial;
    PreparedPrompt prompt;
    TB_ASSIGN(prompt.ids, tokenizer.encode(text, options));
    prompt.text = std::move(text);
    return prompt;
}

bool isFrom(const nlohmann::ordered_json& message, const char* role) {
    return message.is_object() && message.contains("role") && message["role"] == role;
}

/// Leaves out the oldest turn: what a person said and all up to their next word. How many messages
/// that were; 0 when only the system's message and the last turn are left.
std::int64_t dropOldestTurn(nlohmann::ordered_json& messages) {
    const std::size_t first = !messages.empty() && isFrom(messages[0], "system") ? 1 : 0;
    std::size_t next = first + 1;
    while (next < messages.size() && !isFrom(messages[next], "user"))
        ++next;
    if (next >= messages.size())
        return 0;
    messages.erase(messages.begin() + std::ptrdiff_t(first),
                   messages.begin() + std::ptrdiff_t(next));
    return std::int64_t(next - first);
}

Result<PreparedPrompt> renderAndEncode(const TextSide& side, const nlohmann::ordered_json& messages,
                                       const std::string& prefix) {
    if (!side.chatTemplate)
        return lacking("messages: the model has no chat template; give 'text' instead",
                       side.templateError);
    RenderOptions options;
    options.bosToken = side.bosToken;
    options.eosToken = side.eosToken;
    TB_ASSIGN(std::string text, side.chatTemplate->render(messages, options));
    // The template wrote its own BOS.
    return encode(*side.tokenizer, std::move(text) + prefix, false);
}

Result<PreparedPrompt> fitIntoRoom(const TextSide& side, const PromptSource& prompt) {
    nlohmann::ordered_json messages = *prompt.messages;
    std::int64_t dropped = 0;
    for (;;) {
        TB_ASSIGN(PreparedPrompt prepared, renderAndEncode(side, messages, prompt.prefix));
        prepared.dropped = dropped;
        if (prompt.room == 0 || static_cast<std::int64_t>(prepared.ids.size()) <= prompt.room)
            return prepared;
        const std::int64_t now = dropOldestTurn(messages);
        if (now == 0)
            return prepared;
        dropped += now;
    }
}

Result<PreparedPrompt> idsOf(const TextSide& side, const PromptSource& prompt) {
    if (prompt.tokenIds)
        return PreparedPrompt{*prompt.tokenIds, ""};
    if (!side.tokenizer)
        return lacking("prompt: text needs a tokenizer, and the model has none; give 'token_ids'",
                       side.tokenizerError);
    if (prompt.messages)
        return fitIntoRoom(side, prompt);
    return encode(*side.tokenizer, prompt.text.value_or("") + prompt.prefix, true);
}

Status packWeights(EngineModel& engine, const EngineModelOptions& options) {
    if (!options.adapter.empty())
        TB_TRY(loadLora(*engine.model.decoder, options.adapter, false));
    if (options.progress)
        options.progress("packing", 0);
    return guardTorch("laying out weights", [&] {
        engine.model.decoder->packForInference(options.packWidth, Decoder::PlainWeights::Release);
    });
}

} // namespace

Result<PreparedPrompt> TextSide::prepare(const PromptSource& prompt) const {
    TB_ASSIGN(PreparedPrompt prepared, idsOf(*this, prompt));
    if (prepared.ids.empty() && tokenizer && tokenizer->bosId())
        prepared.ids.push_back(*tokenizer->bosId());
    if (prepared.ids.empty())
        return Error{ErrorCode::BadArgument,
                     "prompt: has no tokens, and there is no BOS to begin with", "", nullptr};
    return prepared;
}

TextSide loadTextSide(const std::filesystem::path& path) {
    TextSide side;
    if (auto tokenizer = loadTokenizer(path))
        side.tokenizer = *tokenizer;
    else
        side.tokenizerError = tokenizer.error();
    auto source = loadChatTemplateSource(path);
    if (!source) {
        side.templateError = source.error();
        return side;
    }
    side.bosToken = source->bosToken;
    side.eosToken = source->eosToken;
    if (auto parsed = ChatTemplate::parse(source->source))
        side.chatTemplate = *parsed;
    else
        side.templateError = parsed.error();
    return side;
}

Result<EngineModel> loadEngineModel(const EngineModelOptions& options) {
    EngineModel engine;
    engine.threads = setThreads(options.compute.threads);
    LoadOptions load;
    TB_ASSIGN(load.dtype, parseDtype(options.compute.dtype));
    TB_ASSIGN(load.device, parseDevice(options.compute.device));
    load.keepQuantised = options.compute.weights == "quantised";
    load.cancelled = options.cancelled;
    if (options.progress)
        load.progress = [&options](double share) { options.progress("reading", share); };
    TB_ASSIGN(engine.model, loadModel(options.model, load));
    if (engine.model.config().labels > 0)
        return Error{
            ErrorCode::Unsupported,
            "the model has a classification head and writes no text: use the command score",
            options.model.string(), nullptr};
    TB_TRY(packWeights(engine, options));
    engine.text = loadTextSide(options.tokenizer.empty() ? options.model : options.tokenizer);
    if (!options.tokenizer.empty() && !engine.text.tokenizer)
        return *engine.text.tokenizerError; // it was asked for by name
    return engine;
}

} // namespace tiebreak
