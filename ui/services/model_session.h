// The model the engine has loaded for sampling: which one a person chose, whether it is there yet,
// and why not. Loads the choice whenever the engine says hello. The window's thread; engine and
// settings outlive it.
#pragma once

#include "protocol/engine_messages.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace tiebreak {

class EngineClient;
class SettingsService;

struct ModelChoice {
    QString id; ///< model version, or the path of a file nobody recorded yet
    QString name;
    QString path;    ///< model file or folder
    QString adapter; ///< PEFT folder on it, may be empty
    bool operator==(const ModelChoice&) const = default;
};

class ModelSession : public QObject {
    Q_OBJECT

public:
    enum class State { NoModel, Waiting, Loading, Ready, Failed };

    ModelSession(EngineClient& engine, SettingsService& settings, QObject* parent = nullptr);

    /// Replaces what can be chosen. The choice of the last time is taken when it is among them;
    /// else the current one stays (the same files under a new id count as the same), else the first
    /// is taken.
    void setChoices(const std::vector<ModelChoice>& choices);
    const std::vector<ModelChoice>& choices() const { return m_choices; }
    const std::optional<ModelChoice>& current() const { return m_current; }
    /// Remembers it and loads it as soon as the engine can.
    void choose(const QString& id);
    /// nullptr when it is not among the choices.
    const ModelChoice* choice(const QString& id) const;

    State state() const { return m_state; }
    /// Set while Ready.
    const std::optional<LoadedReply>& loaded() const { return m_loaded; }
    /// In words, while Failed.
    const QString& problem() const { return m_problem; }

Q_SIGNALS:
    void choicesChanged();
    void stateChanged();
    /// While loading; `total` 0 when unknown.
    void progressed(const QString& stage, qint64 done, qint64 total);
    void ready(const tiebreak::LoadedReply& model);
    /// What was loaded is not there any more.
    void gone();

private:
    void recogniseCurrent();
    void take(const ModelChoice& wanted);
    void loadCurrent();
    void setState(State state);
    void drop();

    EngineClient& m_engine;
    SettingsService& m_settings;
    std::vector<ModelChoice> m_choices;
    std::optional<ModelChoice> m_current;
    std::optional<LoadedReply> m_loaded;
    QString m_problem;
    State m_state = State::NoModel;
    qint64 m_request = 0;
};

/// The starter model and whatever other *.gguf lies directly in these folders; the starter first.
/// Reads names only.
std::vector<ModelChoice> modelFilesIn(const QStringList& folders);

} // namespace tiebreak
