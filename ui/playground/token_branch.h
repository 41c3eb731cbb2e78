// One response that goes on from a place of another: from given tokens, or with words forced,
// banned or boosted. Runs beside whatever else the engine does. The window's thread; engine and
// session outlive it.
#pragma once

#include "ui/playground/token_text.h"

#include <QElapsedTimer>
#include <QObject>

namespace tiebreak {

class EngineClient;
class ModelSession;

class TokenBranch : public QObject {
    Q_OBJECT

public:
    TokenBranch(EngineClient& engine, ModelSession& models, QObject* parent = nullptr);

    /// What was running before is stopped. Nothing happens while there is no model.
    void start(const TokenSubject& wanted);
    void stop();
    /// The same, and nothing more is heard of it.
    void abandon();
    bool isRunning() const { return m_request != 0; }
    /// What it began with, and what has come of it so far, in characters.
    const TokenSubject& wanted() const { return m_wanted; }
    const QString& newText() const { return m_text; }
    /// From asking to the first new token; −1 before it.
    qint64 millisecondsToFirst() const { return m_first; }

Q_SIGNALS:
    void grew();
    /// `made` is `wanted` with the whole response's ids.
    void finished(const tiebreak::TokenSubject& made, const tiebreak::FinishedReply& result);
    void failed(const QString& message);

private:
    void connectEngine();

    EngineClient& m_engine;
    ModelSession& m_models;
    TokenSubject m_wanted;
    QString m_text;
    qint64 m_request = 0;
    QElapsedTimer m_clock;
    qint64 m_first = -1;
};

} // namespace tiebreak

Q_DECLARE_METATYPE(tiebreak::TokenSubject)
