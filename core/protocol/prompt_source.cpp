#include "protocol/prompt_source.h"

#include "protocol/json_fields.h"

namespace tiebreak {

nlohmann::ordered_json toOrderedJson(const PromptSource& prompt) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    if (prompt.text)
        json["text"] = *prompt.text;
    else if (prompt.messages)
        json["messages"] = *prompt.messages;
    else if (prompt.tokenIds)
        json["token_ids"] = *prompt.tokenIds;
    if (!prompt.prefix.empty())
        json["prefix"] = prompt.prefix;
    if (prompt.room > 0)
        json["room"] = prompt.room;
    return json;
}

nlohmann::json toJson(const PromptSource& prompt) {
    return toOrderedJson(prompt);
}

Result<PromptSource> promptSourceFromOrderedJson(const nlohmann::ordered_json& json) {
    JsonFields in(json, "prompt");
    TB_TRY(in.status());
    if (in.has("text") + in.has("messages") + in.has("token_ids") != 1)
        return Error{ErrorCode::BadArgument,
                     "prompt: exactly one of 'text', 'messages' and 'token_ids' must be given", "",
                     nullptr};
    PromptSource prompt;
    if (in.has("text"))
        prompt.text = in.text("text");
    else if (in.has("token_ids"))
        prompt.tokenIds = in.ids("token_ids");
    else if (const auto* messages = in.list("messages"))
        prompt.messages = *messages;
    prompt.prefix = in.text("prefix", "");
    prompt.room = in.integer("room", 0);
    if (prompt.room < 0)
        in.fail("room", "must be at least 0, is " + std::to_string(prompt.room));
    if (prompt.tokenIds && !prompt.prefix.empty())
        in.fail("prefix", "does not go with 'token_ids': append its tokens to them");
    TB_TRY(in.status());
    return prompt;
}

Result<PromptSource> promptSourceFromJson(const nlohmann::json& json) {
    return promptSourceFromOrderedJson(nlohmann::ordered_json(json));
}

} // namespace tiebreak
