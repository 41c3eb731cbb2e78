#include "ui/playground/token_branch.h"

#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"

namespace tiebreak {

TokenBranch::TokenBranch(EngineClient& engine, ModelSession& models, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_models(models) {
    connectEngine();
}

void TokenBranch::connectEngine() {
    const auto mine = [this](qint64 id) { return id != 0 && id == m_request; };
    connect(&m_engine, &EngineClient::tokensArrived, this,
            [this, mine](qint64 id, const std::vector<TokenItem>& items) {
                if (!mine(id))
                    return;
                if (m_first < 0)
                    m_first = m_clock.elapsed();
                for (const auto& item : items)
                    m_text += QString::fromStdString(item.text);
                Q_EMIT grew();
            });
    connect(&m_engine, &EngineClient::rowFinished, this,
            [this, mine](qint64 id, const FinishedReply& result) {
                if (!mine(id) || result.rank != 0)
                    return;
                TokenSubject made = m_wanted;
                made.ids = result.ids;
                m_request = 0;
                Q_EMIT finished(made, result);
            });
    connect(&m_engine, &EngineClient::requestFailed, this,
            [this, mine](qint64 id, const Error& error) {
                if (!mine(id))
                    return;
                m_request = 0;
                Q_EMIT failed(QString::fromStdString(error.message));
            });
}

void TokenBranch::start(const TokenSubject& wanted) {
    stop();
    if (m_models.state() != ModelSession::State::Ready)
        return;
    m_wanted = wanted;
    m_text.clear();
    m_first = -1;
    m_clock.start();
    GenerateRequest request;
    request.model = m_models.loaded()->model;
    request.prompt.tokenIds = wanted.promptIds;
    request.rows = {wanted.parameters};
    m_request = m_engine.generate(request);
    Q_EMIT grew();
}

void TokenBranch::abandon() {
    stop();
    m_request = 0;
}

void TokenBranch::stop() {
    if (m_request != 0)
        m_engine.cancel(m_request); // its end comes with what it has
}

} // namespace tiebreak
