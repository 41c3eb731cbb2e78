// One round of sampling: a query and its rows on their way through the engine, what has arrived of
// each, and how each ended. Waits for the model while the engine starts; repaints are asked for at
// 30 Hz at most. The window's thread.
#pragma once

#include "protocol/engine_messages.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace tiebreak {

class EngineClient;
class ModelSession;

struct RowState {
    enum class Phase { Empty, Queued, Reading, Streaming, Ended, Length, Stopped };
    Phase phase = Phase::Empty;
    QString text;
    int tokens = 0;
    double logprobSum = 0; ///< nats
    FinishedReply result;  ///< as the engine told it; its ids are empty if the engine died first

    bool isOver() const { return phase >= Phase::Ended; }
    /// exp of the mean negative log-probability; 0 before the first token.
    double perplexity() const;
};

struct Query {
    QString text;
    QString system; ///< empty: none
};

class Generation : public QObject {
    Q_OBJECT

public:
    Generation(EngineClient& engine, ModelSession& models, QObject* parent = nullptr);

    /// Starts as soon as the model is there; what was going on before is stopped.
    void start(const Query& query, const std::vector<SamplingParameters>& rows);
    /// Stops within one token; texts stay.
    void stop();
    bool isActive() const { return m_stage != Stage::Idle; }
    bool isQueued() const { return m_stage == Stage::Queued; }

    const std::vector<RowState>& rows() const { return m_rows; }
    const std::vector<SamplingParameters>& parameters() const { return m_parameters; }
    const Query& query() const { return m_query; }
    /// The prompt as the model saw it; empty before promptRead.
    const StartedReply& prompt() const { return m_prompt; }
    double tokensPerSecond() const;
    /// What the model is asked: messages where it has a chat template, else the bare text.
    static PromptSource promptOf(const Query& query, bool hasTemplate);

Q_SIGNALS:
    void started();
    void promptRead(int tokens);
    /// At most 30 times a second while it streams.
    void rowsChanged();
    /// Every row is over: ended, stopped, or cut off by the engine's end.
    void finished();
    /// Why it ended early, in words; finished follows.
    void failed(const QString& message);

private:
    enum class Stage { Idle, Queued, Running };

    void connectEngine();
    void send();
    void takeTokens(const std::vector<TokenItem>& items);
    void takeRow(const FinishedReply& row);
    void setPhase(RowState::Phase phase);
    void end();

    EngineClient& m_engine;
    ModelSession& m_models;
    Stage m_stage = Stage::Idle;
    qint64 m_request = 0;
    Query m_query;
    std::vector<SamplingParameters> m_parameters;
    std::vector<RowState> m_rows;
    StartedReply m_prompt;
    QTimer m_repaint;
    QElapsedTimer m_clock;
    int m_tokens = 0;
};

} // namespace tiebreak
