#include "ui/playground/conversation_export.h"

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

Json queryJson(const PromptRecord& prompt) {
    return {{"id", prompt.id},
            {"text", prompt.text},
            {"messages", Json(prompt.messages)},
            {"after", prompt.parentSample},
            {"created_at", prompt.createdAt}};
}

Json responseJson(const SampleRecord& sample) {
    return {{"id", sample.id},
            {"query", sample.promptId},
            {"text", sample.text},
            {"given", sample.prefix},
            {"model", sample.modelName},
            {"model_hash", sample.modelHash},
            {"parameters", Json(sample.parameters)},
            {"seed", sample.seed},
            {"mode", sample.mode},
            {"device", sample.device},
            {"dtype", sample.dtype},
            {"engine", sample.engineBuild},
            {"stop", sample.stop},
            {"prompt_ids", sample.promptIds},
            {"ids", sample.ids},
            {"logprobs", sample.logprobs},
            {"made_from", sample.parentId},
            {"source", sample.source},
            {"kept", sample.kept},
            {"created_at", sample.createdAt}};
}

} // namespace

Json conversationJson(const ConversationRecord& conversation) {
    Json queries = Json::array(), responses = Json::array();
    for (const auto& prompt : conversation.prompts)
        queries.push_back(queryJson(prompt));
    for (const auto& sample : conversation.samples)
        responses.push_back(responseJson(sample));
    return {{"format", "tiebreak-conversation"},
            {"version", 1},
            {"queries", queries},
            {"responses", responses}};
}

} // namespace tiebreak
