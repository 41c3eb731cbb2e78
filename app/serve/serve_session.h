// The decoding side of `serve`: obeys queued requests between two decode steps and sends what the
// steps produce. Everything in it belongs to the thread that runs it; writer, queue and heartbeat
// are shared.
#pragma once

#include "serve/heartbeat.h"
#include "serve/message_writer.h"
#include "serve/request_queue.h"
#include "serve/response_scorer.h"
#include "serve/served_model.h"

#include <map>
#include <memory>
#include <string>

namespace tiebreak {

class ServeSession {
public:
    ServeSession(MessageWriter& writer, RequestQueue& queue, HeartbeatThread& heartbeat)
        : m_writer(writer)
        , m_queue(queue)
        , m_heartbeat(heartbeat) {}

    /// Until shutdown is asked for or the queue is closed.
    void run();

private:
    void obeyQueued();
    void obey(const EngineRequest& request);
    Status take(std::int64_t id, const HelloRequest& request);
    Status take(std::int64_t id, const LoadRequest& request);
    Status take(std::int64_t id, const GenerateRequest& request);
    Status take(std::int64_t id, const InspectRequest& request);
    Status take(std::int64_t id, const RenderRequest& request);
    Status take(std::int64_t id, const ScoreRequest& request);
    Status take(std::int64_t id, const CancelRequest& request);
    Status take(std::int64_t id, const UnloadRequest& request);
    Status take(std::int64_t id, const DevicesRequest& request);
    Status take(std::int64_t id, const ShutdownRequest& request);
    Status requireFree(const ServedModel& model, std::int64_t id) const;
    Result<ServedModel*> find(const std::string& key);
    bool idle() const;
    void stepAll();
    void lookAll();
    void send(const char* mode, StepEvents events);
    void sendTokens(std::vector<GeneratedToken> tokens);
    void failAll(ServedModel& model, const Error& error);

    MessageWriter& m_writer;
    RequestQueue& m_queue;
    HeartbeatThread& m_heartbeat;
    std::map<std::string, std::unique_ptr<ServedModel>> m_models;
    ResponseScorer m_scorer;
    bool m_shutdown = false;
};

} // namespace tiebreak
