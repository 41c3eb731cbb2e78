#include "ui/playground/expected_reward.h"

#include "ui/playground/reward_statistics.h"
#include "ui/services/engine_client.h"

namespace tiebreak {

namespace {
constexpr int kSoonMilliseconds = 200;
}

ExpectedReward::ExpectedReward(EngineClient& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, &ExpectedReward::scoreWaiting);
    connectEngine();
}

void ExpectedReward::connectEngine() {
    const auto isMine = [this](qint64 id) { return m_active && id != 0 && id == m_request; };
    connect(&m_engine, &EngineClient::promptStarted, this,
            [this, isMine](qint64 id, const StartedReply& prompt) {
                if (isMine(id))
                    m_promptText = prompt.promptText;
            });
    connect(&m_engine, &EngineClient::rowFinished, this,
            [this, isMine](qint64 id, const FinishedReply& row) {
                // A response that was cut short by Stop says nothing about the model.
                if (!isMine(id) || row.rank != 0 || row.stop == "cancelled")
                    return;
                ++m_drawn;
                m_waiting.push_back(row);
                if (!m_soon.isActive())
                    m_soon.start();
                Q_EMIT changed();
            });
    connect(&m_engine, &EngineClient::requestDone, this, [this, isMine](qint64 id) {
        if (!isMine(id))
            return;
        m_allDrawn = true;
        scoreWaiting();
        endIfOver();
    });
    connect(&m_engine, &EngineClient::scored, this, [this](qint64 id, const ScoredReply& reply) {
        if (m_active && id == m_scoring)
            take(reply);
    });
    connect(&m_engine, &EngineClient::requestFailed, this, [this](qint64 id, const Error& error) {
        if (!m_active || (id != m_request && id != m_scoring))
            return;
        m_active = false;
        Q_EMIT failed(QString::fromStdString(error.message));
        Q_EMIT finished();
    });
}

void ExpectedReward::start(const RewardTask& task) {
    if (m_active)
        m_engine.cancel(m_request);
    m_task = task;
    m_waiting.clear();
    m_sent.clear();
    m_results.clear();
    m_drawn = 0;
    m_scoring = 0;
    m_active = true;
    m_allDrawn = false;
    GenerateRequest request;
    request.model = task.model;
    request.prompt = task.prompt;
    const LengthSampler lengths(task.leastTokens, task.mostTokens, task.seed);
    for (int i = 0; i < task.count; ++i) {
        auto row = task.parameters;
        row.seed = task.seed + std::uint64_t(i);
        row.maxNewTokens = lengths.length(std::uint64_t(i));
        row.minNewTokens = std::min(row.minNewTokens, row.maxNewTokens);
        request.rows.push_back(row);
    }
    m_request = m_engine.generate(request);
    Q_EMIT changed();
}

void ExpectedReward::stop() {
    if (m_active)
        m_engine.cancel(m_request); // what is drawn by then is scored and counts
}

void ExpectedReward::scoreWaiting() {
    if (!m_active || m_scoring != 0 || m_waiting.empty())
        return;
    m_sent = std::exchange(m_waiting, {});
    ScoreRequest request;
    request.rewards = m_task.rewards;
    request.prompt = m_promptText;
    for (const auto& row : m_sent) {
        request.texts.push_back(row.text);
        request.tokens.push_back(std::int64_t(row.ids.size()));
    }
    m_scoring = m_engine.score(request);
}

void ExpectedReward::take(const ScoredReply& reply) {
    m_scoring = 0;
    for (size_t i = 0; i < m_sent.size() && i < reply.scores.size(); ++i)
        m_results.push_back(
            {QString::fromStdString(m_sent[i].text), int(m_sent[i].ids.size()), reply.scores[i]});
    m_sent.clear();
    Q_EMIT changed();
    scoreWaiting();
    endIfOver();
}

void ExpectedReward::endIfOver() {
    if (!m_active || !m_allDrawn || m_scoring != 0 || !m_waiting.empty())
        return;
    m_active = false;
    Q_EMIT finished();
}

std::vector<double> ExpectedReward::scores() const {
    std::vector<double> out;
    for (const auto& one : m_results)
        out.push_back(one.score);
    return out;
}

} // namespace tiebreak
