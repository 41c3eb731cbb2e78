#include "ui/playground/replay.h"

#include "ui/services/engine_client.h"
#include "ui/services/model_pool.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr qsizetype kShownHash = 12;

QString brief(const std::string& hash) {
    return QString::fromStdString(hash).left(kShownHash);
}

ReplayOutcome impossible(const QString& words) {
    return {ReplayOutcome::Kind::Impossible, words};
}

} // namespace

ReplayOutcome replayOutcome(const SampleRecord& sample, const FinishedReply& again) {
    const auto given = sample.text.substr(0, sample.prefix.size()) == sample.prefix ? sample.prefix
                                                                                    : std::string();
    if (again.ids == sample.ids && given + again.text == sample.text)
        return {ReplayOutcome::Kind::Same,
                Replay::tr("Replay made the same %n tokens, byte for byte.", nullptr,
                           int(sample.ids.size()))};
    const auto parts =
        std::mismatch(again.ids.begin(), again.ids.end(), sample.ids.begin(), sample.ids.end());
    const auto at = int(parts.second - sample.ids.begin()) + 1;
    auto words = Replay::tr("Replay parts from the response at token %1 of %2.")
                     .arg(at)
                     .arg(sample.ids.size());
    words += QLatin1Char(' ');
    words +=
        sample.stop == "cancelled" && parts.second == sample.ids.end()
            ? Replay::tr("It was stopped by hand there.")
        : sample.mode != "repeatable"
            ? Replay::tr("It was made in the fast mode, where the company in the batch can "
                         "tip a near tie. Switch on Repeatable to make responses that can be "
                         "made again.")
            : Replay::tr("It was made by %1 on %2 in %3; another build, device or processor "
                         "may round otherwise.")
                  .arg(QString::fromStdString(sample.engineBuild),
                       QString::fromStdString(sample.device), QString::fromStdString(sample.dtype));
    return {ReplayOutcome::Kind::Differs, words};
}

QString replayObstacle(const SampleRecord& sample, const LoadedReply& model) {
    if (sample.ids.empty() || sample.promptIds.empty())
        return Replay::tr("This response was not sampled here: it was imported or edited. There is "
                          "nothing to replay.");
    if (sample.modelHash != model.hash)
        return Replay::tr("The response was made by %1 with the hash %2…, and the model there now "
                          "has %3…. Choose that version, then replay.")
            .arg(QString::fromStdString(sample.modelName), brief(sample.modelHash),
                 brief(model.hash));
    if (sample.device != model.device || sample.dtype != model.dtype)
        return Replay::tr("The response was made on %1 in %2, and the model is now on %3 in %4. "
                          "Choose that device in Settings, then replay.")
            .arg(QString::fromStdString(sample.device), QString::fromStdString(sample.dtype),
                 QString::fromStdString(model.device), QString::fromStdString(model.dtype));
    return {};
}

QString replayModel(const SampleRecord& sample, const ModelPool& pool) {
    const auto version = QString::fromStdString(sample.versionId);
    return pool.choice(version) ? version : QString();
}

Replay::Replay(EngineClient& engine, ModelPool& pool, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_pool(pool) {
    connect(&pool, &ModelPool::ready, this, [this](const QString& id) {
        if (m_active && m_request == 0 && id == m_model)
            send();
    });
    connect(&pool, &ModelPool::failed, this, [this](const QString& id, const QString& problem) {
        if (m_active && m_request == 0 && id == m_model)
            end(impossible(problem));
    });
    connect(&engine, &EngineClient::rowFinished, this, [this](qint64 id, const FinishedReply& row) {
        if (m_active && id == m_request && row.rank == 0)
            end(replayOutcome(m_sample, row));
    });
    connect(&engine, &EngineClient::requestFailed, this, [this](qint64 id, const Error& error) {
        if (m_active && id == m_request)
            end(impossible(QString::fromStdString(error.message)));
    });
}

void Replay::start(const SampleRecord& sample) {
    if (m_active)
        return;
    m_sample = sample;
    m_model = replayModel(sample, m_pool);
    m_active = true;
    m_request = 0;
    if (m_pool.loaded(m_model))
        send();
    else if (m_pool.isSession(m_model))
        end(impossible(tr("No model is loaded. Wait until it is, then replay.")));
    else
        m_pool.need({m_model});
}

void Replay::send() {
    const auto* model = m_pool.loaded(m_model);
    const auto obstacle = replayObstacle(m_sample, *model);
    const auto parameters = samplingParametersFromJson(m_sample.parameters);
    if (!obstacle.isEmpty() || !parameters) {
        end(impossible(obstacle.isEmpty() ? QString::fromStdString(parameters.error().message)
                                          : obstacle));
        return;
    }
    GenerateRequest request;
    request.model = model->model;
    request.prompt.tokenIds = m_sample.promptIds;
    request.rows = {*parameters};
    request.rows[0].seed = m_sample.seed;
    request.repeatable = true;
    m_request = m_engine.generate(request);
}

void Replay::end(const ReplayOutcome& outcome) {
    m_active = false;
    m_request = 0;
    Q_EMIT finished(outcome);
}

} // namespace tiebreak
