#include "ui/services/model_pool.h"

#include "ui/services/engine_client.h"
#include "ui/services/settings_service.h"

namespace tiebreak {

ModelPool::ModelPool(EngineClient& engine, ModelSession& models, SettingsService& settings,
                     QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_models(models)
    , m_settings(settings) {
    connect(&engine, &EngineClient::stateChanged, this, [this](EngineClient::State state) {
        if (state == EngineClient::State::Stopped || state == EngineClient::State::Starting)
            forgetAll();
    });
    // What the session has taken over is its to unload.
    connect(&models, &ModelSession::stateChanged, this, [this] {
        if (m_models.current())
            m_loaded.remove(m_models.current()->id);
    });
    connect(&engine, &EngineClient::modelLoaded, this, [this](qint64 id, const LoadedReply& model) {
        const auto choice = m_requests.take(id);
        if (choice.isEmpty())
            return;
        m_loaded[choice] = model;
        Q_EMIT ready(choice);
    });
    connect(&engine, &EngineClient::requestFailed, this, [this](qint64 id, const Error& error) {
        const auto choice = m_requests.take(id);
        if (!choice.isEmpty())
            Q_EMIT failed(choice, QString::fromStdString(error.message));
    });
}

bool ModelPool::isSession(const QString& id) const {
    return id.isEmpty() || (m_models.current() && m_models.current()->id == id);
}

const LoadedReply* ModelPool::loaded(const QString& id) const {
    if (isSession(id))
        return m_models.loaded() ? &*m_models.loaded() : nullptr;
    const auto found = m_loaded.constFind(id);
    return found == m_loaded.constEnd() ? nullptr : &*found;
}

const ModelChoice* ModelPool::choice(const QString& id) const {
    if (isSession(id))
        return m_models.current() ? &*m_models.current() : nullptr;
    return m_models.choice(id);
}

void ModelPool::need(const QStringList& ids) {
    for (const auto& id : ids)
        if (!isSession(id) && !m_loaded.contains(id) && !m_requests.values().contains(id))
            load(id);
}

void ModelPool::load(const QString& id) {
    const auto* wanted = m_models.choice(id);
    if (!wanted) {
        // Queued, so that the answer never comes before the question is over.
        QMetaObject::invokeMethod(
            this, [this, id] { Q_EMIT failed(id, tr("It is not among the models any more")); },
            Qt::QueuedConnection);
        return;
    }
    LoadRequest request;
    request.model = wanted->path.toStdString();
    request.adapter = wanted->adapter.toStdString();
    request.device = m_settings.values().device.toStdString();
    request.threads = m_settings.values().threads;
    m_requests[m_engine.load(request)] = id;
}

void ModelPool::keepOnly(const QStringList& ids) {
    for (auto it = m_loaded.begin(); it != m_loaded.end();) {
        if (ids.contains(it.key())) {
            ++it;
            continue;
        }
        m_engine.unload({it->model});
        it = m_loaded.erase(it);
    }
}

void ModelPool::forgetAll() {
    m_loaded.clear();
    m_requests.clear();
}

} // namespace tiebreak
