// Model versions that are needed beside the chosen one, so that several can answer one query: asks
// the engine for them, tells when each is there, and gives back those nobody needs any more. The
// window's thread; engine and session outlive it.
#pragma once

#include "ui/services/model_session.h"

#include <QHash>
#include <QSet>

namespace tiebreak {

class ModelPool : public QObject {
    Q_OBJECT

public:
    ModelPool(EngineClient& engine, ModelSession& models, SettingsService& settings,
              QObject* parent = nullptr);

    /// Empty or the chosen version: the session's own.
    bool isSession(const QString& id) const;
    /// What answers for that id; nullptr while it is not loaded.
    const LoadedReply* loaded(const QString& id) const;
    /// The choice behind an id; the chosen one for an empty id; nullptr when there is none.
    const ModelChoice* choice(const QString& id) const;
    /// Loads what is not there yet; `ready` or `failed` follows for each that was not.
    void need(const QStringList& ids);
    /// Unloads all but these.
    void keepOnly(const QStringList& ids);

Q_SIGNALS:
    void ready(const QString& id);
    void failed(const QString& id, const QString& problem);

private:
    void load(const QString& id);
    void forgetAll();

    EngineClient& m_engine;
    ModelSession& m_models;
    SettingsService& m_settings;
    QHash<qint64, QString> m_requests; ///< under way
    QHash<QString, LoadedReply> m_loaded;
};

} // namespace tiebreak
