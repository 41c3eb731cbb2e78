// The conversation between the window and `tiebreak-engine serve`, protocol version 1: one JSON
// object a line, UTF-8, at most 16 MB, in both directions. Every request has an id > 0 chosen by
// the window; every answer to it carries the same id. Values; parse and serialise are free
// functions, any thread.
//
//   window -> engine
//     {"id":1,"type":"hello","version":1}
//     {"id":2,"type":"load","model":PATH,"adapter":PATH?,"dtype":"auto","device":"auto","threads":0}
//     {"id":3,"type":"generate","model":KEY,"prompt":{"messages":[…]}|{"text":…}|{"token_ids":[…]},
//              "rows":[{sampling parameters}…],"repeatable":false}
//              parameters with prefix_ids go on with a response that begins so: its finished "ids"
//              begin with them, "tokens" tells only what is drawn
//     {"id":3,"type":"inspect","model":KEY,"prompt":{…},"ids":[…],"parameters":{…},"top":8}
//              what the model thinks at each of `ids`, a response drawn with these parameters
//     {"id":4,"type":"render","model":KEY,"prompt":{…}}
//     {"id":5,"type":"cancel","target":3}          ends the request; its rows finish with stop
//     "cancelled"
//     {"id":6,"type":"unload","model":KEY}
//     {"id":7,"type":"devices"}
//     {"id":8,"type":"shutdown"}
//     {"id":9,"type":"score","rewards":[{"kind":"vader"|"length"|"model",…}],"prompt":TEXT,
//              "texts":[…],"tokens":[…]}           what each response is worth
//     A prompt may have, beside its one source: "prefix":TEXT, which the response begins with, and
//     "room":N: of messages the oldest turns are left out until N tokens are enough.
//   engine -> window
//     {"type":"heartbeat","time":MS,"busy":0|1}     each second from a thread of its own, id absent
//     {"id":1,"type":"hello","version":1,"engine":"0.1.0","torch":"2.15.0","pid":N}
//     {"id":2,"type":"progress","stage":"reading"|"packing"|"prompt","done":N,"total":N}
//     {"id":2,"type":"loaded","model":KEY,"name":…,"hash":SHA256,"architecture":"llama","parameters":N,
//              "context":N,"device":"cpu","dtype":"float32","weights":"Q4_1","template":true,"threads":2}
//     {"id":3,"type":"started","prompt_ids":[…],"prompt_text":"…rendered…","dropped":0}
//     {"id":3,"type":"tokens","items":[{"row":0,"id":504,"logprob":-1.2,"text":" The"}…]}   one
//     decode step
//     {"id":3,"type":"finished","row":0,"stop":"eos"|"length"|"stop_string"|"cancelled","ids":[…],
//              "logprobs":[…],"text":…,"milliseconds":N,"mode":"fast"|"repeatable","rank":0,"score":X?}
//              a beam search streams no tokens and gives its n best, by rank, at its end
//     {"id":3,"type":"inspected","first":0,"stages":["model","temperature"…],"tokens":[{"id":504,
//              "text":" The","special":false,"logprob":-1.2,"entropy":3.1,"removed":[0,0…],
//              "alternatives":[{"id":7,"text":"
//              A","rank":0,"shares":[0.5,0.6…],"removed_by":-1}…]}…]} some tokens at a time, in
//              order; "done" follows the last
//     {"id":N,"type":"done"}                        the request is over, whatever came of it
//     {"id":4,"type":"rendered","text":…,"ids":[…],"pieces":[…],"special":[…],
//              "dropped":0,"doubled_bos":false}     `special`: places of special tokens in `ids`
//     {"id":7,"type":"devices",…as the command prints…}
//     {"id":9,"type":"scored","scores":[…]}
//     {"id":N,"type":"error","code":"bad_file","message":…}   then the request is over; no "done"
//     follows
#pragma once

#include "base/result.h"
#include "protocol/inspection.h"
#include "protocol/sampling_parameters.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tiebreak {

inline constexpr int kProtocolVersion = 1;
inline constexpr std::size_t kMaxMessageBytes = 16u << 20;

/// Alternatives a token that may be asked for.
inline constexpr std::int64_t kMostAlternatives = 100;

/// Exactly one of the first three is set.
struct PromptSource {
    std::optional<std::string> text;
    std::optional<nlohmann::ordered_json> messages;
    std::optional<std::vector<std::int32_t>> tokenIds;
    std::string prefix{};  ///< what the response begins with; not with tokenIds
    std::int64_t room = 0; ///< tokens that messages may take; 0: no limit
};

nlohmann::json toJson(const PromptSource& prompt);
Result<PromptSource> promptSourceFromJson(const nlohmann::json& json);

struct HelloRequest {
    int version = kProtocolVersion;
};
struct LoadRequest {
    std::string model;
    std::string adapter; ///< empty: none
    std::string dtype = "auto";
    std::string device = "auto";
    int threads = 0; ///< 0: one a core
};
struct GenerateRequest {
    std::string model; ///< key from LoadedReply
    PromptSource prompt;
    std::vector<SamplingParameters> rows;
    bool repeatable = false;
};
struct RenderRequest {
    std::string model;
    PromptSource prompt;
};
struct InspectRequest {
    std::string model;
    PromptSource prompt;
    std::vector<std::int32_t> ids; ///< the response's
    SamplingParameters parameters; ///< it was drawn with; how it ends does not matter
    std::int64_t top = 8;          ///< alternatives wanted a token, before and after the processors
};
struct ScoreRequest {
    nlohmann::json rewards = nlohmann::json::array(); ///< as in run.json
    std::string prompt;                               ///< as the model saw it
    std::vector<std::string> texts;
    std::vector<std::int64_t> tokens; ///< of each text
};
struct CancelRequest {
    std::int64_t target = 0;
};
struct UnloadRequest {
    std::string model;
};
struct DevicesRequest {};
struct ShutdownRequest {};

struct EngineRequest {
    std::int64_t id = 0;
    std::variant<HelloRequest, LoadRequest, GenerateRequest, InspectRequest, RenderRequest,
                 CancelRequest, UnloadRequest, DevicesRequest, ShutdownRequest, ScoreRequest>
        body;
};

struct Heartbeat {
    std::int64_t time = 0; ///< ms since 1970
    bool busy = false;
};
struct HelloReply {
    int version = 0;
    std::string engine;
    std::string torch;
    std::int64_t pid = 0;
};
struct ProgressReply {
    std::string stage;
    std::int64_t done = 0;
    std::int64_t total = 0;
};
struct LoadedReply {
    std::string model; ///< key for later requests
    std::string name;
    std::string hash;
    std::string architecture;
    std::int64_t parameters = 0;
    std::int64_t context = 0; ///< tokens
    std::string device;
    std::string dtype;
    std::string weights;
    bool hasTemplate = false;
    int threads = 0;
};
struct StartedReply {
    std::vector<std::int32_t> promptIds;
    std::string promptText;
    std::int64_t dropped = 0; ///< messages left out for want of room
};
struct TokenItem {
    int row = 0;
    std::int32_t id = 0;
    double logprob = 0; ///< nats, the model's own
    std::string text;   ///< whole characters this token completed
};
struct TokensReply {
    std::vector<TokenItem> items;
};
struct FinishedReply {
    int row = 0;
    std::string stop;
    std::vector<std::int32_t> ids;
    std::vector<double> logprobs; ///< nats, same length as ids
    std::string text;
    std::int64_t milliseconds = 0;
    std::string mode;
    int rank = 0;                ///< of a beam search's n best: 0 is the best
    std::optional<double> score; ///< of a beam search
};
struct DoneReply {};
struct RenderedReply {
    std::string text;
    std::vector<std::int32_t> ids;
    std::vector<std::string> pieces;
    std::vector<std::int32_t> special{}; ///< places in `ids`
    std::int64_t dropped = 0;            ///< messages left out for want of room
    bool doubledBos = false;             ///< the model reads two beginnings
};
struct ScoredReply {
    std::vector<double> scores;
};
struct DevicesReply {
    nlohmann::json devices;
};
struct ErrorReply {
    Error error;
};

struct EngineReply {
    std::int64_t id = 0; ///< 0 for a heartbeat
    std::variant<Heartbeat, HelloReply, ProgressReply, LoadedReply, StartedReply, TokensReply,
                 FinishedReply, InspectedReply, DoneReply, RenderedReply, DevicesReply, ErrorReply,
                 ScoredReply>
        body;
};

/// One line without the newline.
std::string toLine(const EngineRequest& request);
std::string toLine(const EngineReply& reply);
/// BadArgument that names the key; never throws, whatever the bytes.
Result<EngineRequest> parseRequest(std::string_view line);
Result<EngineReply> parseReply(std::string_view line);

} // namespace tiebreak
