// What the columns show, and one round of sampling on its way through the engine: a query, its
// rows, what has arrived of each, and how each ended. Waits for the models while they load; rows of
// one model are one request. Repaints are asked for at 30 Hz at most. The window's thread.
#pragma once

#include "protocol/engine_messages.h"
#include "ui/services/model_session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace tiebreak {

class EngineClient;
class ModelPool;

/// Who answers a row.
struct Answerer {
    LoadedReply model;
    ModelChoice choice;
};

struct RowState {
    enum class Phase { Empty, Queued, Reading, Streaming, Ended, Length, Stopped };
    Phase phase = Phase::Empty;
    QString text;
    int tokens = 0;
    double logprobSum = 0; ///< nats
    FinishedReply result;  ///< as the engine told it; its ids are empty if the engine died first
    QString prefix;        ///< beginning of `text` that was given, not sampled
    std::string sampleId;  ///< in the workspace; empty until it is saved
    std::string parentId;  ///< the response it was made from
    bool kept = false;
    bool discarded = false;
    std::shared_ptr<const StartedReply> prompt; ///< as the model saw it; null before it was read
    std::shared_ptr<const Answerer> answerer;   ///< null before it began, and for stored rows
    quint64 version = 0;                        ///< another number whenever something changed

    bool isOver() const { return phase >= Phase::Ended; }
    /// exp of the mean negative log-probability; 0 before the first token.
    double perplexity() const;
};

struct Query {
    QString text;
    QString system; ///< empty: none
    /// What was said before, oldest first, without the system's message.
    nlohmann::ordered_json history = nlohmann::ordered_json::array();
    /// Beginning of the response, tokenized with the prompt.
    QString prefix{};
    /// Instead of all the text: the very tokens to go on from.
    std::vector<std::int32_t> tokenIds{};
};

/// What one column is to do in a round.
struct RowOrder {
    SamplingParameters parameters;
    QString model{};        ///< version; empty: the one chosen for the page
    bool skipped = false;   ///< keeps what it shows
    QString prefix{};       ///< shown before what is sampled
    std::string parentId{}; ///< the response it is made from
};

class Generation : public QObject {
    Q_OBJECT

public:
    Generation(EngineClient& engine, ModelSession& models, ModelPool& pool,
               QObject* parent = nullptr);

    /// Starts as soon as the models are there; what was going on before is stopped. Row i is column
    /// i.
    void start(const Query& query, const std::vector<RowOrder>& rows, bool repeatable = false);
    /// Stops within one token; texts stay.
    void stop();
    bool isActive() const { return m_stage != Stage::Idle; }
    bool isQueued() const { return m_stage == Stage::Queued; }

    /// As many rows as columns; those beyond go, unless they are being generated.
    void setCount(int count);
    /// Shows a response that was made before.
    void show(int row, RowState state, const SamplingParameters& parameters);
    /// Changes facts about a row that are not the engine's: kept, discarded.
    void edit(int row, const std::function<void(RowState&)>& change);
    const std::vector<RowState>& rows() const { return m_rows; }
    const std::vector<SamplingParameters>& parameters() const { return m_parameters; }
    /// Rows of the last round.
    const std::vector<int>& sampled() const { return m_sampled; }
    const Query& query() const { return m_query; }
    /// The prompt as the model saw it last; empty before promptRead.
    const StartedReply& prompt() const { return m_prompt; }
    double tokensPerSecond() const;
    /// What the model is asked: messages where it has a chat template, else the bare text.
    /// `room`: tokens for it, 0 for any number.
    static PromptSource promptOf(const Query& query, bool hasTemplate, std::int64_t room = 0);
    /// Tokens a prompt may take so that the longest row still has room in the context.
    static std::int64_t roomIn(std::int64_t context, const std::vector<SamplingParameters>& rows);

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
    /// The rows that one model answers.
    struct Part {
        QString model;
        std::vector<int> rows;
        std::shared_ptr<const Answerer> answerer;
        std::shared_ptr<const StartedReply> prompt;
        qint64 request = 0; ///< 0: not sent, or over
    };

    void connectEngine();
    void connectModels();
    void makeParts();
    void sendIfReady();
    void send(Part& part);
    Part* partOf(qint64 request);
    void takePrompt(Part& part, const StartedReply& prompt);
    void takeTokens(const Part& part, const std::vector<TokenItem>& items);
    void takeRow(const Part& part, const FinishedReply& row);
    void failModel(const QString& model, const QString& problem);
    void endPart(Part& part);
    void end();
    void setPhase(const std::vector<int>& rows, RowState::Phase phase);
    void touch(RowState& row);

    EngineClient& m_engine;
    ModelSession& m_models;
    ModelPool& m_pool;
    Stage m_stage = Stage::Idle;
    Query m_query;
    bool m_repeatable = false;
    std::vector<Part> m_parts;
    std::vector<int> m_sampled;
    std::vector<RowOrder> m_orders;
    std::vector<SamplingParameters> m_parameters;
    std::vector<RowState> m_rows;
    StartedReply m_prompt;
    QTimer m_repaint;
    QElapsedTimer m_clock;
    int m_tokens = 0;
    quint64 m_version = 0;
};

} // namespace tiebreak
