#include "protocol/engine_messages.h"
#include "protocol/json_fields.h"
#include "protocol/prompt_source.h"

#include <map>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;
using Body = decltype(EngineRequest::body);

Json bodyToJson(const HelloRequest& r) {
    return {{"type", "hello"}, {"version", r.version}};
}

Json bodyToJson(const LoadRequest& r) {
    return {{"type", "load"},   {"model", r.model},   {"adapter", r.adapter},
            {"dtype", r.dtype}, {"device", r.device}, {"threads", r.threads}};
}

Json bodyToJson(const GenerateRequest& r) {
    Json rows = Json::array();
    for (const SamplingParameters& row : r.rows)
        rows.push_back(Json(toJson(row)));
    return {{"type", "generate"},
            {"model", r.model},
            {"prompt", toOrderedJson(r.prompt)},
            {"rows", rows},
            {"repeatable", r.repeatable}};
}

Json bodyToJson(const InspectRequest& r) {
    return {{"type", "inspect"},
            {"model", r.model},
            {"prompt", toOrderedJson(r.prompt)},
            {"ids", r.ids},
            {"parameters", Json(toJson(r.parameters))},
            {"top", r.top}};
}

Json bodyToJson(const RenderRequest& r) {
    return {{"type", "render"}, {"model", r.model}, {"prompt", toOrderedJson(r.prompt)}};
}

Json bodyToJson(const ScoreRequest& r) {
    return {{"type", "score"},
            {"rewards", Json(r.rewards)},
            {"prompt", r.prompt},
            {"texts", r.texts},
            {"tokens", r.tokens}};
}

Json bodyToJson(const CancelRequest& r) {
    return {{"type", "cancel"}, {"target", r.target}};
}
Json bodyToJson(const UnloadRequest& r) {
    return {{"type", "unload"}, {"model", r.model}};
}
Json bodyToJson(const DevicesRequest&) {
    return {{"type", "devices"}};
}
Json bodyToJson(const ShutdownRequest&) {
    return {{"type", "shutdown"}};
}

Result<Body> readHello(JsonFields& in) {
    return Body(HelloRequest{static_cast<int>(in.integer("version"))});
}

Result<Body> readLoad(JsonFields& in) {
    LoadRequest r;
    r.model = in.text("model");
    r.adapter = in.text("adapter", "");
    r.dtype = in.text("dtype", "auto");
    r.device = in.text("device", "auto");
    const std::int64_t threads = in.integer("threads", 0);
    if (threads < 0 || threads > 4096)
        in.fail("threads", "must be from 0 to 4096, is " + std::to_string(threads));
    r.threads = static_cast<int>(threads);
    return Body(std::move(r));
}

Result<PromptSource> readPrompt(JsonFields& in) {
    const Json* prompt = in.value("prompt");
    TB_TRY(in.status());
    return promptSourceFromOrderedJson(*prompt);
}

Result<Body> readGenerate(JsonFields& in) {
    GenerateRequest r;
    r.model = in.text("model");
    TB_ASSIGN(r.prompt, readPrompt(in));
    r.repeatable = in.truth("repeatable", false);
    const Json* rows = in.list("rows");
    TB_TRY(in.status());
    for (const Json& row : *rows) {
        TB_ASSIGN(SamplingParameters parameters, samplingParametersFromJson(row));
        r.rows.push_back(std::move(parameters));
    }
    if (r.rows.empty())
        in.fail("rows", "must hold at least 1 row");
    return Body(std::move(r));
}

Result<Body> readInspect(JsonFields& in) {
    InspectRequest r;
    r.model = in.text("model");
    TB_ASSIGN(r.prompt, readPrompt(in));
    r.ids = in.ids("ids");
    const Json* parameters = in.value("parameters");
    r.top = in.integer("top", r.top);
    if (r.top < 0 || r.top > kMostAlternatives)
        in.fail("top", "must be from 0 to " + std::to_string(kMostAlternatives) + ", is " +
                           std::to_string(r.top));
    if (r.ids.empty())
        in.fail("ids", "must hold at least 1 token");
    TB_TRY(in.status());
    TB_ASSIGN(r.parameters, samplingParametersFromJson(*parameters));
    return Body(std::move(r));
}

Result<Body> readRender(JsonFields& in) {
    RenderRequest r;
    r.model = in.text("model");
    TB_ASSIGN(r.prompt, readPrompt(in));
    return Body(std::move(r));
}

Result<Body> readScore(JsonFields& in) {
    ScoreRequest r;
    const Json* rewards = in.list("rewards");
    r.prompt = in.text("prompt", "");
    r.texts = in.texts("texts");
    const auto tokens = in.ids("tokens");
    if (tokens.size() != r.texts.size())
        in.fail("tokens", "has " + std::to_string(tokens.size()) + " numbers for " +
                              std::to_string(r.texts.size()) + " texts");
    TB_TRY(in.status());
    r.rewards = nlohmann::json(*rewards);
    r.tokens.assign(tokens.begin(), tokens.end());
    return Body(std::move(r));
}

Result<Body> readCancel(JsonFields& in) {
    CancelRequest r{in.integer("target")};
    if (r.target <= 0)
        in.fail("target", "must be greater than 0, is " + std::to_string(r.target));
    return Body(r);
}

Result<Body> readUnload(JsonFields& in) {
    return Body(UnloadRequest{in.text("model")});
}
Result<Body> readDevices(JsonFields&) {
    return Body(DevicesRequest{});
}
Result<Body> readShutdown(JsonFields&) {
    return Body(ShutdownRequest{});
}

using Reader = Result<Body> (*)(JsonFields&);

Reader readerOf(const std::string& type) {
    static const std::map<std::string, Reader> readers{
        {"hello", readHello},     {"load", readLoad},       {"generate", readGenerate},
        {"inspect", readInspect}, {"render", readRender},   {"cancel", readCancel},
        {"unload", readUnload},   {"devices", readDevices}, {"shutdown", readShutdown},
        {"score", readScore}};
    const auto found = readers.find(type);
    return found == readers.end() ? nullptr : found->second;
}

} // namespace

std::string toLine(const EngineRequest& request) {
    Json json{{"id", request.id}};
    json.update(std::visit([](const auto& body) { return bodyToJson(body); }, request.body));
    return dumpLine(json);
}

Result<EngineRequest> parseRequest(std::string_view line) {
    TB_ASSIGN(const Json json, parseObject(line));
    JsonFields head(json, "request");
    EngineRequest request;
    request.id = head.integer("id");
    if (request.id <= 0)
        head.fail("id", "must be greater than 0, is " + std::to_string(request.id));
    const std::string type = head.text("type");
    TB_TRY(head.status());
    const Reader read = readerOf(type);
    if (!read)
        head.fail("type", "'" + type.substr(0, 100) + "' is unknown");
    TB_TRY(head.status());
    JsonFields in(json, type);
    TB_ASSIGN(request.body, read(in));
    TB_TRY(in.status());
    return request;
}

} // namespace tiebreak
