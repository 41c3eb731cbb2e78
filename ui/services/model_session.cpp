#include "ui/services/model_session.h"

#include "base/paths.h"
#include "ui/services/engine_client.h"
#include "ui/services/settings_service.h"

#include <QDir>

#include <algorithm>

namespace tiebreak {

namespace {

/// "SmolLM2-135M-Instruct" of "SmolLM2-135M-Instruct.Q4_1.gguf".
QString nameOfFile(const QString& file) {
    auto name = file.chopped(5);
    const auto dot = name.lastIndexOf('.');
    return dot > 0 && name.mid(dot + 1).startsWith('Q') ? name.left(dot) : name;
}

} // namespace

std::vector<ModelChoice> modelFilesIn(const QStringList& folders) {
    std::vector<ModelChoice> out;
    for (const auto& folder : folders)
        for (const auto& file : QDir(folder).entryInfoList({"*.gguf"}, QDir::Files, QDir::Name))
            out.push_back({file.absoluteFilePath(),
                           nameOfFile(file.fileName()),
                           file.absoluteFilePath(),
                           {}});
    std::stable_partition(out.begin(), out.end(), [](const ModelChoice& choice) {
        return choice.path.endsWith(kStarterModelFile);
    });
    return out;
}

ModelSession::ModelSession(EngineClient& engine, SettingsService& settings, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_settings(settings) {
    connect(&engine, &EngineClient::helloReceived, this, &ModelSession::loadCurrent);
    connect(&engine, &EngineClient::stateChanged, this, [this](EngineClient::State state) {
        if (state == EngineClient::State::Stopped || state == EngineClient::State::Starting)
            drop();
    });
    connect(&engine, &EngineClient::progressed, this,
            [this](qint64 id, const ProgressReply& progress) {
                if (id == m_request)
                    Q_EMIT progressed(QString::fromStdString(progress.stage), progress.done,
                                      progress.total);
            });
    connect(&engine, &EngineClient::modelLoaded, this, [this](qint64 id, const LoadedReply& model) {
        if (id != m_request)
            return; // another choice was made meanwhile
        m_loaded = model;
        setState(State::Ready);
        Q_EMIT ready(model);
    });
    connect(&engine, &EngineClient::requestFailed, this, [this](qint64 id, const Error& error) {
        if (id != m_request || m_state != State::Loading)
            return;
        m_problem = QString::fromStdString(error.message);
        setState(State::Failed);
    });
}

void ModelSession::setChoices(const std::vector<ModelChoice>& choices) {
    if (choices == m_choices)
        return;
    m_choices = choices;
    recogniseCurrent();
    Q_EMIT choicesChanged();
    const auto* wanted = choice(m_settings.values().model);
    if (wanted)
        take(*wanted);
    else if (!m_current && !m_choices.empty())
        take(m_choices.front());
}

void ModelSession::recogniseCurrent() {
    if (!m_current || choice(m_current->id))
        return;
    const auto same = std::find_if(m_choices.begin(), m_choices.end(), [this](const auto& c) {
        return c.path == m_current->path && c.adapter == m_current->adapter;
    });
    if (same == m_choices.end()) {
        m_current.reset();
        return;
    }
    if (m_settings.values().model == m_current->id)
        m_settings.change([&](Settings& values) { values.model = same->id; });
    m_current = *same; // recorded by now under another id; what is loaded stays
}

const ModelChoice* ModelSession::choice(const QString& id) const {
    const auto found = std::find_if(m_choices.begin(), m_choices.end(),
                                    [&id](const auto& c) { return c.id == id; });
    return found == m_choices.end() ? nullptr : &*found;
}

void ModelSession::choose(const QString& id) {
    const auto* wanted = choice(id);
    if (!wanted)
        return;
    m_settings.change([&id](Settings& values) { values.model = id; });
    take(*wanted);
}

void ModelSession::take(const ModelChoice& wanted) {
    if (m_current == wanted && m_state != State::Failed)
        return;
    m_current = wanted;
    if (m_loaded) {
        m_engine.unload({m_loaded->model});
        m_loaded.reset();
        Q_EMIT gone();
    }
    if (m_engine.state() == EngineClient::State::Ready)
        loadCurrent();
    else
        setState(State::Waiting);
}

void ModelSession::loadCurrent() {
    if (!m_current)
        return;
    LoadRequest request;
    request.model = m_current->path.toStdString();
    request.adapter = m_current->adapter.toStdString();
    request.device = m_settings.values().device.toStdString();
    request.threads = m_settings.values().threads;
    m_request = m_engine.load(request);
    setState(State::Loading);
}

void ModelSession::drop() {
    m_request = 0;
    if (std::exchange(m_loaded, std::nullopt))
        Q_EMIT gone();
    setState(m_current ? State::Waiting : State::NoModel);
}

void ModelSession::setState(State state) {
    if (state != State::Failed)
        m_problem.clear();
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace tiebreak
