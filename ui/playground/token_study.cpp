#include "ui/playground/token_study.h"

#include "ui/services/engine_client.h"

namespace tiebreak {

namespace {
constexpr int kAlternatives = 8;
}

TokenStudy::TokenStudy(EngineClient& engine, ModelSession& models, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_models(models) {
    connectEngine();
}

TokenStudy::~TokenStudy() {
    dropReference();
}

void TokenStudy::connectEngine() {
    connect(&m_models, &ModelSession::ready, this, [this] {
        if (m_waits)
            ask();
    });
    connect(&m_engine, &EngineClient::inspected, this, &TokenStudy::take);
    connect(&m_engine, &EngineClient::requestDone, this, &TokenStudy::end);
    connect(&m_engine, &EngineClient::modelLoaded, this,
            [this](qint64 id, const LoadedReply& model) {
                if (id != m_loading)
                    return;
                m_loading = 0;
                m_referenceKey = model.model;
                askReference();
            });
    connect(&m_engine, &EngineClient::requestFailed, this, [this](qint64 id, const Error& error) {
        fail(id, QString::fromStdString(error.message));
    });
    connect(&m_engine, &EngineClient::stateChanged, this, [this](EngineClient::State state) {
        if (state == EngineClient::State::Stopped)
            m_referenceKey.clear(); // it went with the engine
    });
}

InspectRequest TokenStudy::request(const std::string& model) const {
    InspectRequest out;
    out.model = model;
    out.prompt.tokenIds = m_subject.promptIds;
    out.ids = m_subject.ids;
    out.parameters = m_subject.parameters;
    out.top = kAlternatives;
    return out;
}

void TokenStudy::look(const TokenSubject& subject) {
    clear();
    m_subject = subject;
    if (m_subject.ids.empty())
        return;
    m_waits = true;
    if (m_models.state() == ModelSession::State::Ready)
        ask();
    askReference();
}

void TokenStudy::clear() {
    for (auto* request : {&m_request, &m_referenceRequest})
        if (const auto id = std::exchange(*request, 0))
            m_engine.cancel(id);
    m_waits = false;
    m_subject = {};
    m_findings = {};
}

void TokenStudy::ask() {
    m_waits = false;
    m_request = m_engine.inspect(request(m_models.loaded()->model));
}

void TokenStudy::compare(const std::optional<ModelChoice>& reference) {
    if (m_reference == reference)
        return;
    if (const auto id = std::exchange(m_referenceRequest, 0))
        m_engine.cancel(id);
    dropReference();
    m_findings.referenceLogprobs.clear();
    m_reference = reference;
    if (m_reference)
        loadReference();
    Q_EMIT grew();
}

void TokenStudy::loadReference() {
    LoadRequest load;
    load.model = m_reference->path.toStdString();
    load.adapter = m_reference->adapter.toStdString();
    if (const auto& loaded = m_models.loaded()) {
        load.device = loaded->device.substr(0, loaded->device.find(':'));
        load.threads = loaded->threads;
    }
    m_loading = m_engine.load(load);
}

void TokenStudy::dropReference() {
    if (const auto id = std::exchange(m_loading, 0))
        m_engine.cancel(id);
    const auto key = std::exchange(m_referenceKey, {});
    const auto& loaded = m_models.loaded();
    if (!key.empty() && !(loaded && loaded->model == key)) // the one that samples stays
        m_engine.unload({key});
}

void TokenStudy::askReference() {
    if (!m_reference || m_subject.ids.empty() || m_loading)
        return;
    if (m_referenceKey.empty())
        return loadReference();
    auto bare = request(m_referenceKey);
    bare.parameters = {}; // its own opinion is asked, not what processors would make of it
    bare.top = 0;
    m_referenceRequest = m_engine.inspect(bare);
}

void TokenStudy::take(qint64 id, const InspectedReply& reply) {
    if (id == m_request && reply.first == std::ssize(m_findings.tokens)) {
        m_findings.stages = reply.stages;
        m_findings.tokens.insert(m_findings.tokens.end(), reply.tokens.begin(), reply.tokens.end());
        Q_EMIT grew();
    } else if (id == m_referenceRequest) {
        for (const auto& token : reply.tokens)
            m_findings.referenceLogprobs.push_back(token.logprob);
        Q_EMIT grew();
    }
}

void TokenStudy::end(qint64 id) {
    if (id == 0 || (id != m_request && id != m_referenceRequest))
        return;
    (id == m_request ? m_request : m_referenceRequest) = 0;
    if (!isLooking() && !isComparing())
        Q_EMIT finished();
}

void TokenStudy::fail(qint64 id, const QString& message) {
    if (id != 0 && id == m_request) {
        m_request = 0;
        Q_EMIT failed(message);
    } else if (id != 0 && (id == m_loading || id == m_referenceRequest)) {
        m_loading = m_referenceRequest = 0;
        m_referenceKey.clear(); // loaded anew when it is asked for again
        Q_EMIT comparisonFailed(message);
    }
}

} // namespace tiebreak
