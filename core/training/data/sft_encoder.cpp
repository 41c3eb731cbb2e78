#include "training/data/sft_encoder.h"

#include "training/data/token_spans.h"

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

Error refused(std::string message) {
    return {ErrorCode::BadArgument, std::move(message), {}, {}};
}

bool has(const Json& row, const char* key) {
    const auto found = row.find(key);
    return found != row.end() && !found->is_null();
}

SftRow allTrained(std::vector<std::int64_t> ids) {
    const std::size_t size = ids.size();
    return {std::move(ids), std::vector<bool>(size, true)};
}

Result<SftRow> encodeText(const RowEncoder& encoder, const Json& text) {
    if (!text.is_string())
        return refused("'text': must be text");
    TB_ASSIGN(auto ids, encoder.tokenize(encoder.withEos(text.get<std::string>()), true));
    return allTrained(std::move(ids));
}

/// A whole conversation, of which only the marked words are trained where `assistantOnly`.
Result<SftRow> encodeConversation(const RowEncoder& encoder, const Json& messages, const Json& row,
                                  bool assistantOnly) {
    TB_ASSIGN(const auto rendered, encoder.render(messages, row, false));
    TB_ASSIGN(auto ids, encoder.tokenize(rendered.text, false));
    SftRow encoded = allTrained(std::move(ids));
    if (!assistantOnly)
        return encoded;
    TB_ASSIGN(const auto spans, tokenSpans(*encoder.tokenizer(), rendered.text, encoded.ids));
    encoded.trained = tokensInside(spans, rendered.generated);
    if (std::find(encoded.trained.begin(), encoded.trained.end(), true) == encoded.trained.end())
        return refused("sft.assistant_only: the chat template marks none of the row's words with "
                       "{% generation %}; use a template that does, or completion_only");
    return encoded;
}

void leaveOut(SftRow& row, std::size_t prompt) {
    for (std::size_t i = 0; i < std::min(prompt, row.trained.size()); ++i)
        row.trained[i] = false;
}

Result<SftRow> encodeWithPrompt(const RowEncoder& encoder, const Json& row,
                                const SftEncoding& options) {
    TB_ASSIGN(auto parts, encoder.encodeCompletion(row));
    const std::size_t prompt = parts.prompt.size();
    SftRow encoded;
    if (options.assistantOnly) {
        TB_ASSIGN(encoded, encodeConversation(
                               encoder, joinMessages(row["prompt"], row["completion"]), row, true));
    } else {
        parts.prompt.insert(parts.prompt.end(), parts.completion.begin(), parts.completion.end());
        encoded = allTrained(std::move(parts.prompt));
    }
    if (options.completionOnly.value_or(true))
        leaveOut(encoded, prompt);
    return encoded;
}

Status checkAssistantOnly(const Json& row) {
    if (has(row, "messages") || (has(row, "prompt") && isMessages(row["prompt"])))
        return {};
    return refused("sft.assistant_only: the row is no conversation; give 'messages', or 'prompt' "
                   "and 'completion' as lists of messages");
}

} // namespace

Result<SftRow> encodeSftRow(const RowEncoder& encoder, const Json& row,
                            const SftEncoding& options) {
    if (options.assistantOnly)
        TB_TRY(checkAssistantOnly(row));
    if (has(row, "prompt") || has(row, "completion_ids") || has(row, "completion"))
        return encodeWithPrompt(encoder, row, options);
    if (has(row, "messages")) {
        if (!isMessages(row["messages"]))
            return refused("'messages': must be a list of messages with a role");
        return encodeConversation(encoder, row["messages"], row, options.assistantOnly);
    }
    if (has(row, "text"))
        return encodeText(encoder, row["text"]);
    return refused("an sft row has 'prompt' and 'completion', 'messages' or 'text'");
}

} // namespace tiebreak
