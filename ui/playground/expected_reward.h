// Draws n responses to one query, as long as a LengthSampler says, and has each scored by the
// engine as it comes: what the Monte-Carlo estimate of an expected reward needs. One at a time. The
// window's thread; the engine outlives it.
#pragma once

#include "protocol/engine_messages.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace tiebreak {

class EngineClient;

struct RewardTask {
    std::string model; ///< the engine's key
    PromptSource prompt;
    SamplingParameters parameters; ///< but for length and seed
    int count = 64;
    std::int64_t leastTokens = 16; ///< bounds that the lengths are drawn between
    std::int64_t mostTokens = 48;
    std::uint64_t seed = 1;
    nlohmann::json rewards = nlohmann::json::array({nlohmann::json::object({{"kind", "vader"}})});
};

class ExpectedReward : public QObject {
    Q_OBJECT

public:
    struct Scored {
        QString text;
        int tokens = 0;
        double score = 0;
    };

    explicit ExpectedReward(EngineClient& engine, QObject* parent = nullptr);

    /// What went on before is given up.
    void start(const RewardTask& task);
    void stop();
    bool isActive() const { return m_active; }
    int drawn() const { return m_drawn; }
    const RewardTask& task() const { return m_task; }
    /// In the order they came.
    const std::vector<Scored>& results() const { return m_results; }
    std::vector<double> scores() const;

Q_SIGNALS:
    void changed();
    void finished();
    void failed(const QString& problem);

private:
    void connectEngine();
    void scoreWaiting();
    void take(const ScoredReply& reply);
    void endIfOver();

    EngineClient& m_engine;
    RewardTask m_task;
    bool m_active = false;
    bool m_allDrawn = false;
    qint64 m_request = 0;
    qint64 m_scoring = 0; ///< one score request at a time
    std::string m_promptText;
    int m_drawn = 0;
    std::vector<FinishedReply> m_waiting; ///< drawn and not scored
    std::vector<FinishedReply> m_sent;    ///< being scored
    std::vector<Scored> m_results;
    QTimer m_soon;
};

} // namespace tiebreak
