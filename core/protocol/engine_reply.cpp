#include "protocol/engine_messages.h"
#include "protocol/json_fields.h"

#include <map>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;
using Body = decltype(EngineReply::body);

Json numbersToJson(const std::vector<double>& values) {
    Json list = Json::array();
    for (const double value : values)
        list.push_back(numberToJson(value));
    return list;
}

Json bodyToJson(const Heartbeat& r) {
    return {{"type", "heartbeat"}, {"time", r.time}, {"busy", r.busy ? 1 : 0}};
}

Json bodyToJson(const HelloReply& r) {
    return {{"type", "hello"},
            {"version", r.version},
            {"engine", r.engine},
            {"torch", r.torch},
            {"pid", r.pid}};
}

Json bodyToJson(const ProgressReply& r) {
    return {{"type", "progress"}, {"stage", r.stage}, {"done", r.done}, {"total", r.total}};
}

Json bodyToJson(const LoadedReply& r) {
    return {{"type", "loaded"},
            {"model", r.model},
            {"name", r.name},
            {"hash", r.hash},
            {"architecture", r.architecture},
            {"parameters", r.parameters},
            {"context", r.context},
            {"device", r.device},
            {"dtype", r.dtype},
            {"weights", r.weights},
            {"template", r.hasTemplate},
            {"threads", r.threads}};
}

Json bodyToJson(const StartedReply& r) {
    return {{"type", "started"},
            {"prompt_ids", r.promptIds},
            {"prompt_text", r.promptText},
            {"dropped", r.dropped}};
}

Json bodyToJson(const TokensReply& r) {
    Json items = Json::array();
    for (const TokenItem& item : r.items)
        items.push_back(Json{{"row", item.row},
                             {"id", item.id},
                             {"logprob", numberToJson(item.logprob)},
                             {"text", item.text}});
    return {{"type", "tokens"}, {"items", items}};
}

Json bodyToJson(const FinishedReply& r) {
    Json json{{"type", "finished"},
              {"row", r.row},
              {"stop", r.stop},
              {"ids", r.ids},
              {"logprobs", numbersToJson(r.logprobs)},
              {"text", r.text},
              {"milliseconds", r.milliseconds},
              {"mode", r.mode},
              {"rank", r.rank}};
    if (r.score)
        json["score"] = numberToJson(*r.score);
    return json;
}

Json bodyToJson(const InspectedReply& r) {
    Json json{{"type", "inspected"}};
    json.update(toJson(r));
    return json;
}

Json bodyToJson(const DoneReply&) {
    return {{"type", "done"}};
}

Json bodyToJson(const RenderedReply& r) {
    return {{"type", "rendered"},         {"text", r.text},       {"ids", r.ids},
            {"pieces", r.pieces},         {"special", r.special}, {"dropped", r.dropped},
            {"doubled_bos", r.doubledBos}};
}

Json bodyToJson(const ScoredReply& r) {
    return {{"type", "scored"}, {"scores", numbersToJson(r.scores)}};
}

Json bodyToJson(const DevicesReply& r) {
    Json json{{"type", "devices"}};
    if (r.devices.is_object())
        json.update(Json(r.devices));
    return json;
}

Json bodyToJson(const ErrorReply& r) {
    return {{"type", "error"}, {"code", errorCodeName(r.error.code)}, {"message", r.error.text()}};
}

Result<Body> readHeartbeat(JsonFields& in) {
    return Body(Heartbeat{in.integer("time"), in.integer("busy") != 0});
}

Result<Body> readHello(JsonFields& in) {
    HelloReply r;
    r.version = static_cast<int>(in.integer("version"));
    r.engine = in.text("engine");
    r.torch = in.text("torch");
    r.pid = in.integer("pid");
    return Body(std::move(r));
}

Result<Body> readProgress(JsonFields& in) {
    return Body(ProgressReply{in.text("stage"), in.integer("done"), in.integer("total")});
}

Result<Body> readLoaded(JsonFields& in) {
    LoadedReply r;
    r.model = in.text("model");
    r.name = in.text("name");
    r.hash = in.text("hash");
    r.architecture = in.text("architecture");
    r.parameters = in.integer("parameters");
    r.context = in.integer("context");
    r.device = in.text("device");
    r.dtype = in.text("dtype");
    r.weights = in.text("weights");
    r.hasTemplate = in.truth("template", false);
    r.threads = static_cast<int>(in.integer("threads"));
    return Body(std::move(r));
}

Result<Body> readStarted(JsonFields& in) {
    return Body(
        StartedReply{in.ids("prompt_ids"), in.text("prompt_text"), in.integer("dropped", 0)});
}

int readRow(JsonFields& in) {
    const std::int64_t row = in.integer("row");
    if (row < 0 || row > 1'000'000)
        in.fail("row", "must be from 0 to 1000000, is " + std::to_string(row));
    return static_cast<int>(row);
}

Result<TokenItem> readItem(const Json& json) {
    JsonFields in(json, "tokens");
    TokenItem item;
    item.row = readRow(in);
    item.id = static_cast<std::int32_t>(in.integer("id"));
    item.logprob = in.number("logprob");
    item.text = in.text("text");
    TB_TRY(in.status());
    return item;
}

Result<Body> readTokens(JsonFields& in) {
    const Json* items = in.list("items");
    TB_TRY(in.status());
    TokensReply r;
    for (const Json& json : *items) {
        TB_ASSIGN(TokenItem item, readItem(json));
        r.items.push_back(std::move(item));
    }
    return Body(std::move(r));
}

Result<Body> readFinished(JsonFields& in) {
    FinishedReply r;
    r.row = readRow(in);
    r.stop = in.text("stop");
    r.ids = in.ids("ids");
    r.logprobs = in.numbers("logprobs");
    r.text = in.text("text");
    r.milliseconds = in.integer("milliseconds");
    r.mode = in.text("mode");
    r.rank = static_cast<int>(in.integer("rank", 0));
    if (in.has("score"))
        r.score = in.number("score");
    if (r.ids.size() != r.logprobs.size())
        in.fail("logprobs", "has " + std::to_string(r.logprobs.size()) + " numbers for " +
                                std::to_string(r.ids.size()) + " ids");
    return Body(std::move(r));
}

Result<Body> readDone(JsonFields&) {
    return Body(DoneReply{});
}

Result<Body> readRendered(JsonFields& in) {
    RenderedReply r{in.text("text"), in.ids("ids"), in.texts("pieces")};
    if (in.has("special"))
        r.special = in.ids("special");
    r.dropped = in.integer("dropped", 0);
    r.doubledBos = in.truth("doubled_bos", false);
    return Body(std::move(r));
}

Result<Body> readScored(JsonFields& in) {
    return Body(ScoredReply{in.numbers("scores")});
}

/// Everything but the envelope is the command's own output.
Result<Body> readDevices(JsonFields&) {
    return Body(DevicesReply{});
}

/// The whole message is read at once: parseReply does it.
Result<Body> readInspected(JsonFields&) {
    return Body(InspectedReply{});
}

Result<Body> readError(JsonFields& in) {
    return Body(ErrorReply{{errorCodeFromName(in.text("code")), in.text("message"), "", nullptr}});
}

using Reader = Result<Body> (*)(JsonFields&);

Reader readerOf(const std::string& type) {
    static const std::map<std::string, Reader> readers{
        {"heartbeat", readHeartbeat}, {"hello", readHello},     {"progress", readProgress},
        {"loaded", readLoaded},       {"started", readStarted}, {"tokens", readTokens},
        {"finished", readFinished},   {"done", readDone},       {"rendered", readRendered},
        {"devices", readDevices},     {"error", readError},     {"inspected", readInspected},
        {"scored", readScored}};
    const auto found = readers.find(type);
    return found == readers.end() ? nullptr : found->second;
}

/// A heartbeat has no id; an error about a line that could not be read has none to give.
bool mayLackId(const std::string& type) {
    return type == "heartbeat" || type == "error";
}

/// What is not read field by field.
Status keepRest(const Json& json, Body& body) {
    if (auto* devices = std::get_if<DevicesReply>(&body)) {
        devices->devices = nlohmann::json(json);
        devices->devices.erase("id");
        devices->devices.erase("type");
    } else if (auto* inspected = std::get_if<InspectedReply>(&body)) {
        TB_ASSIGN(*inspected, inspectedReplyFromJson(json));
    }
    return {};
}

} // namespace

std::string toLine(const EngineReply& reply) {
    Json json = Json::object();
    if (reply.id > 0)
        json["id"] = reply.id;
    json.update(std::visit([](const auto& body) { return bodyToJson(body); }, reply.body));
    return dumpLine(json);
}

Result<EngineReply> parseReply(std::string_view line) {
    TB_ASSIGN(const Json json, parseObject(line));
    JsonFields head(json, "reply");
    const std::string type = head.text("type");
    EngineReply reply;
    reply.id = mayLackId(type) ? head.integer("id", 0) : head.integer("id");
    if (reply.id < 0 || (reply.id == 0 && !mayLackId(type)))
        head.fail("id", "must be greater than 0, is " + std::to_string(reply.id));
    TB_TRY(head.status());
    const Reader read = readerOf(type);
    if (!read)
        head.fail("type", "'" + type.substr(0, 100) + "' is unknown");
    TB_TRY(head.status());
    JsonFields in(json, type);
    TB_ASSIGN(reply.body, read(in));
    TB_TRY(in.status());
    TB_TRY(keepRest(json, reply.body));
    return reply;
}

} // namespace tiebreak
