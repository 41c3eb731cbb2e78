#include "serve/serve_session.h"

#include "commands/describe_devices.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

FinishedReply finishedReply(GeneratedResponse response, const char* mode) {
    FinishedReply reply;
    reply.row = response.key.row;
    reply.stop = stopReasonName(response.stop);
    reply.ids = std::move(response.ids);
    reply.logprobs = std::move(response.logprobs);
    reply.text = response.text.value_or("");
    reply.milliseconds = std::llround(response.seconds * 1000);
    reply.mode = mode;
    reply.rank = response.key.rank;
    reply.score = response.score;
    return reply;
}

RenderedReply renderedReply(PreparedPrompt prompt, const Tokenizer* tokenizer) {
    RenderedReply reply{std::move(prompt.text), std::move(prompt.ids), {}};
    reply.dropped = prompt.dropped;
    if (!tokenizer)
        return reply;
    for (std::size_t i = 0; i < reply.ids.size(); ++i) {
        reply.pieces.push_back(tokenizer->piece(reply.ids[i]));
        if (tokenizer->isSpecial(reply.ids[i]))
            reply.special.push_back(static_cast<std::int32_t>(i));
    }
    const auto bos = tokenizer->bosId();
    reply.doubledBos = bos && reply.ids.size() > 1 && reply.ids[0] == *bos && reply.ids[1] == *bos;
    return reply;
}

} // namespace

void ServeSession::run() {
    while (!m_shutdown && !m_queue.closed()) {
        obeyQueued();
        stepAll();
        lookAll();
    }
}

void ServeSession::obeyQueued() {
    m_heartbeat.setBusy(!idle());
    auto request = m_queue.pop(idle());
    m_heartbeat.setBusy(true);
    for (; request && !m_shutdown && !m_queue.closed(); request = m_queue.pop(false))
        obey(*request);
}

void ServeSession::obey(const EngineRequest& request) {
    const Status status =
        std::visit([&](const auto& body) { return take(request.id, body); }, request.body);
    if (!status)
        m_writer.fail(request.id, status.error());
}

Status ServeSession::take(std::int64_t, const HelloRequest&) {
    return {};
} // the reader answers it

Status ServeSession::take(std::int64_t id, const LoadRequest& request) {
    const std::string key = modelKey(request);
    if (!m_models.contains(key)) {
        const auto progress = [&, last = -1L](const char* stage, double share) mutable {
            const long percent = std::lround(share * 100);
            if (percent == last)
                return;
            last = percent;
            m_writer.send({id, ProgressReply{stage, percent, 100}});
        };
        TB_ASSIGN(m_models[key],
                  loadServedModel(request, progress, [&] { return m_queue.cancels(id); }));
    }
    m_writer.send({id, m_models[key]->description()});
    return {};
}

Result<ServedModel*> ServeSession::find(const std::string& key) {
    const auto found = m_models.find(key);
    if (found != m_models.end())
        return found->second.get();
    return Error{ErrorCode::NotFound, "model '" + key.substr(0, 100) + "': not loaded", "",
                 nullptr};
}

Status ServeSession::requireFree(const ServedModel& model, std::int64_t id) const {
    const auto& running = model.running();
    if (std::find(running.begin(), running.end(), id) == running.end())
        return {};
    return Error{ErrorCode::BadArgument, "id " + std::to_string(id) + ": already running", "",
                 nullptr};
}

Status ServeSession::take(std::int64_t id, const InspectRequest& request) {
    TB_ASSIGN(ServedModel* const model, find(request.model));
    TB_TRY(requireFree(*model, id));
    TB_ASSIGN(PreparedPrompt prompt, model->text().prepare(request.prompt));
    return model->inspect(id, std::move(prompt.ids), request);
}

Status ServeSession::take(std::int64_t id, const GenerateRequest& request) {
    TB_ASSIGN(ServedModel* const model, find(request.model));
    TB_TRY(requireFree(*model, id));
    TB_ASSIGN(PreparedPrompt prompt, model->text().prepare(request.prompt));
    StartedReply started{prompt.ids, std::move(prompt.text), prompt.dropped};
    TB_TRY(model->generate(id, std::move(prompt.ids), request));
    m_writer.send({id, std::move(started)});
    return {};
}

Status ServeSession::take(std::int64_t id, const RenderRequest& request) {
    TB_ASSIGN(ServedModel* const model, find(request.model));
    TB_ASSIGN(PreparedPrompt prompt, model->text().prepare(request.prompt));
    m_writer.send({id, renderedReply(std::move(prompt), model->text().tokenizer.get())});
    return {};
}

Status ServeSession::take(std::int64_t id, const ScoreRequest& request) {
    TB_ASSIGN(auto scores, m_scorer.score(request));
    m_writer.send({id, ScoredReply{std::move(scores)}});
    return {};
}

Status ServeSession::take(std::int64_t id, const CancelRequest& request) {
    for (const auto& [key, model] : m_models)
        if (model->cancel(request.target))
            m_writer.send({request.target, DoneReply{}});
    m_writer.send({id, DoneReply{}}); // also when it was over already
    return {};
}

Status ServeSession::take(std::int64_t id, const UnloadRequest& request) {
    TB_ASSIGN(ServedModel* const model, find(request.model));
    failAll(*model, {ErrorCode::Cancelled, "the model was unloaded", "", nullptr});
    m_models.erase(request.model);
    m_writer.send({id, DoneReply{}});
    return {};
}

Status ServeSession::take(std::int64_t id, const DevicesRequest&) {
    m_writer.send({id, DevicesReply{describeDevices()}});
    return {};
}

Status ServeSession::take(std::int64_t id, const ShutdownRequest&) {
    m_shutdown = true;
    m_writer.send({id, DoneReply{}});
    return {};
}

bool ServeSession::idle() const {
    return std::all_of(m_models.begin(), m_models.end(),
                       [](const auto& entry) { return entry.second->idle(); });
}

void ServeSession::stepAll() {
    for (const auto& [key, model] : m_models)
        for (ServedModel::Step& step : model->step()) {
            if (step.events)
                send(step.mode, std::move(*step.events));
            else
                failAll(*model, step.events.error());
        }
}

void ServeSession::lookAll() {
    for (const auto& [key, model] : m_models)
        for (ServedModel::Look& look : model->look()) {
            if (!look.reply) {
                m_writer.fail(look.id, look.reply.error());
                continue;
            }
            if (!look.reply->tokens.empty())
                m_writer.send({look.id, std::move(*look.reply)});
            if (look.last)
                m_writer.send({look.id, DoneReply{}});
        }
}

void ServeSession::failAll(ServedModel& model, const Error& error) {
    for (const std::int64_t id : model.takeRunning())
        m_writer.fail(id, error);
}

void ServeSession::send(const char* mode, StepEvents events) {
    for (const PromptProgress& prompt : events.prompts)
        m_writer.send({prompt.request, ProgressReply{"prompt", prompt.done, prompt.total}});
    sendTokens(std::move(events.tokens));
    for (GeneratedResponse& response : events.responses) {
        const std::int64_t id = response.key.request;
        m_writer.send({id, finishedReply(std::move(response), mode)});
    }
    for (const auto& [id, error] : events.failed)
        m_writer.fail(id, error);
    for (const std::int64_t id : events.done)
        m_writer.send({id, DoneReply{}});
}

void ServeSession::sendTokens(std::vector<GeneratedToken> tokens) {
    std::map<std::int64_t, TokensReply> replies;
    for (GeneratedToken& token : tokens)
        replies[token.key.request].items.push_back(
            {token.key.row, token.id, token.logprob, std::move(token.text)});
    for (auto& [id, reply] : replies)
        m_writer.send({id, std::move(reply)});
}

} // namespace tiebreak
