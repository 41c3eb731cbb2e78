#include "ui/playground/generation.h"

#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"

#include <cmath>

namespace tiebreak {

namespace {

constexpr int kRepaintMilliseconds = 33;

RowState::Phase phaseOf(const std::string& stop) {
    if (stop == "length")
        return RowState::Phase::Length;
    return stop == "cancelled" ? RowState::Phase::Stopped : RowState::Phase::Ended;
}

nlohmann::ordered_json message(const char* role, const QString& content) {
    return {{"role", role}, {"content", content.toStdString()}};
}

} // namespace

double RowState::perplexity() const {
    return tokens > 0 ? std::exp(-logprobSum / tokens) : 0;
}

Generation::Generation(EngineClient& engine, ModelSession& models, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_models(models) {
    m_repaint.setSingleShot(true);
    m_repaint.setInterval(kRepaintMilliseconds);
    connect(&m_repaint, &QTimer::timeout, this, &Generation::rowsChanged);
    connectEngine();
}

void Generation::connectEngine() {
    const auto mine = [this](qint64 id) { return m_stage == Stage::Running && id == m_request; };
    connect(&m_models, &ModelSession::ready, this, [this] {
        if (m_stage == Stage::Queued)
            send();
    });
    connect(&m_models, &ModelSession::stateChanged, this, [this] {
        if (m_stage != Stage::Queued || m_models.state() != ModelSession::State::Failed)
            return;
        Q_EMIT failed(m_models.problem());
        end();
    });
    connect(&m_engine, &EngineClient::engineStopped, this, [this](const QString& cause) {
        if (m_stage != Stage::Queued)
            return;
        Q_EMIT failed(cause);
        end();
    });
    connect(&m_engine, &EngineClient::promptStarted, this,
            [this, mine](qint64 id, const StartedReply& prompt) {
                if (!mine(id))
                    return;
                m_prompt = prompt;
                Q_EMIT promptRead(int(prompt.promptIds.size()));
            });
    connect(&m_engine, &EngineClient::tokensArrived, this,
            [this, mine](qint64 id, const std::vector<TokenItem>& items) {
                if (mine(id))
                    takeTokens(items);
            });
    connect(&m_engine, &EngineClient::rowFinished, this,
            [this, mine](qint64 id, const FinishedReply& row) {
                if (mine(id))
                    takeRow(row);
            });
    connect(&m_engine, &EngineClient::requestDone, this, [this, mine](qint64 id) {
        if (mine(id))
            end();
    });
    connect(&m_engine, &EngineClient::requestFailed, this,
            [this, mine](qint64 id, const Error& error) {
                if (!mine(id))
                    return;
                Q_EMIT failed(QString::fromStdString(error.message));
                end();
            });
}

PromptSource Generation::promptOf(const Query& query, bool hasTemplate) {
    PromptSource out;
    if (!hasTemplate) {
        out.text = query.text.toStdString();
        return out;
    }
    auto messages = nlohmann::ordered_json::array();
    if (!query.system.isEmpty())
        messages.push_back(message("system", query.system));
    messages.push_back(message("user", query.text));
    out.messages = messages;
    return out;
}

void Generation::start(const Query& query, const std::vector<SamplingParameters>& rows) {
    if (m_stage == Stage::Running)
        m_engine.cancel(m_request);
    m_query = query;
    m_parameters = rows;
    m_rows.assign(rows.size(), {});
    m_prompt = {};
    m_stage = Stage::Queued;
    setPhase(RowState::Phase::Queued);
    Q_EMIT started();
    if (m_models.state() == ModelSession::State::Ready)
        send();
    Q_EMIT rowsChanged();
}

void Generation::send() {
    GenerateRequest request;
    request.model = m_models.loaded()->model;
    request.prompt = promptOf(m_query, m_models.loaded()->hasTemplate);
    request.rows = m_parameters;
    m_stage = Stage::Running;
    m_tokens = 0;
    setPhase(RowState::Phase::Reading);
    m_request = m_engine.generate(request);
    Q_EMIT rowsChanged();
}

void Generation::stop() {
    if (m_stage == Stage::Running)
        m_engine.cancel(m_request); // the engine answers with every row's end
    else if (m_stage == Stage::Queued)
        end();
}

void Generation::takeTokens(const std::vector<TokenItem>& items) {
    if (m_tokens == 0)
        m_clock.start();
    for (const auto& item : items) {
        if (item.row < 0 || item.row >= int(m_rows.size()))
            continue;
        auto& row = m_rows[size_t(item.row)];
        row.phase = RowState::Phase::Streaming;
        row.text += QString::fromStdString(item.text);
        row.logprobSum += item.logprob;
        ++row.tokens;
        ++m_tokens;
    }
    if (!m_repaint.isActive())
        m_repaint.start();
}

void Generation::takeRow(const FinishedReply& result) {
    if (result.row < 0 || result.row >= int(m_rows.size()))
        return;
    if (result.rank != 0)
        return; // a column shows the best of a beam search
    auto& row = m_rows[size_t(result.row)];
    row.result = result;
    row.text = QString::fromStdString(result.text);
    row.tokens = int(result.ids.size());
    row.logprobSum = 0;
    for (const double logprob : result.logprobs)
        row.logprobSum += logprob;
    row.phase = phaseOf(result.stop);
    if (!m_repaint.isActive())
        m_repaint.start();
}

void Generation::setPhase(RowState::Phase phase) {
    for (auto& row : m_rows)
        row.phase = phase;
}

void Generation::end() {
    m_stage = Stage::Idle;
    m_request = 0;
    for (auto& row : m_rows)
        if (!row.isOver())
            row.phase = RowState::Phase::Stopped;
    m_repaint.stop();
    Q_EMIT rowsChanged();
    Q_EMIT finished();
}

double Generation::tokensPerSecond() const {
    const double seconds = m_clock.isValid() ? double(m_clock.elapsed()) / 1000 : 0;
    return seconds > 0.2 ? m_tokens / seconds : 0;
}

} // namespace tiebreak
