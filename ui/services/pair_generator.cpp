#include "ui/services/pair_generator.h"

#include "base/clock.h"
#include "base/ids.h"
#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"
#include "ui/services/store_service.h"

#include <QRandomGenerator>

namespace tiebreak {

namespace {

constexpr std::int64_t kQueriesLookedAt = 200;
constexpr std::size_t kMostResponses = 8; // to one query; then there are pairs enough of it
constexpr int kNewTokens = 256;

std::vector<SamplingParameters> usualPresets() {
    std::vector<SamplingParameters> presets(2);
    presets[0].temperature = 0.7;
    presets[1].temperature = 1.0;
    for (auto& preset : presets)
        preset.maxNewTokens = kNewTokens;
    return presets;
}

/// The person's own query that has the fewest responses, if one has few.
Result<std::optional<PromptRecord>> poorestQuery(Store& store) {
    TB_ASSIGN(const auto prompts, store.recentPrompts(kQueriesLookedAt));
    std::optional<PromptRecord> poorest;
    std::size_t fewest = kMostResponses;
    for (const auto& prompt : prompts) {
        if (prompt.source == "imported")
            continue;
        TB_ASSIGN(const auto samples, store.samplesOfPrompt(prompt.id));
        if (samples.size() >= fewest)
            continue;
        fewest = samples.size();
        poorest = prompt;
    }
    return poorest;
}

PromptSource promptSource(const PromptRecord& prompt, bool hasTemplate) {
    PromptSource source;
    if (!hasTemplate || !prompt.messages.is_array() || prompt.messages.empty())
        source.text = prompt.text;
    else
        source.messages = nlohmann::ordered_json::parse(prompt.messages.dump());
    return source;
}

} // namespace

PairGenerator::PairGenerator(EngineClient& engine, ModelSession& models, StoreService& store,
                             QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_models(models)
    , m_store(store)
    , m_presets(usualPresets()) {
    connectEngine();
}

void PairGenerator::connectEngine() {
    const auto mine = [this](qint64 id) { return m_stage == Stage::Sampling && id == m_request; };
    connect(&m_models, &ModelSession::ready, this, [this] { keepAhead(m_waiting); });
    connect(&m_engine, &EngineClient::promptStarted, this,
            [this, mine](qint64 id, const StartedReply& prompt) {
                if (mine(id))
                    m_read = prompt;
            });
    connect(&m_engine, &EngineClient::rowFinished, this,
            [this, mine](qint64 id, const FinishedReply& row) {
                if (mine(id) && row.rank == 0)
                    takeRow(row);
            });
    connect(&m_engine, &EngineClient::requestDone, this, [this, mine](qint64 id) {
        if (mine(id))
            save();
    });
    connect(&m_engine, &EngineClient::requestFailed, this,
            [this, mine](qint64 id, const Error& error) {
                if (mine(id))
                    fail(QString::fromStdString(error.message));
            });
}

void PairGenerator::setEnabled(bool enabled) {
    m_enabled = enabled;
    if (!enabled && m_stage == Stage::Sampling)
        m_engine.cancel(m_request); // its rows end cancelled and are not kept
}

void PairGenerator::keepAhead(std::int64_t waiting) {
    m_waiting = waiting;
    if (!m_enabled || m_stage != Stage::Idle || waiting >= kPairsAhead ||
        m_models.state() != ModelSession::State::Ready)
        return;
    m_stage = Stage::Choosing;
    m_store.submit(&poorestQuery).then(this, [this](Result<std::optional<PromptRecord>> query) {
        m_stage = Stage::Idle;
        if (!query)
            fail(QString::fromStdString(query.error().text()));
        else if (*query && m_models.state() == ModelSession::State::Ready)
            sample(**query);
    });
}

void PairGenerator::sample(const PromptRecord& prompt) {
    m_prompt = prompt;
    m_read = {};
    m_made.clear();
    m_model = *m_models.loaded();
    const auto choice = m_models.current().value_or(ModelChoice());
    m_modelName = choice.name.isEmpty() ? m_model.name : choice.name.toStdString();
    m_versionId = choice.id.toStdString();
    m_asked = {};
    m_asked.model = m_model.model;
    m_asked.prompt = promptSource(prompt, m_model.hasTemplate);
    m_asked.rows = m_presets;
    for (auto& row : m_asked.rows)
        row.seed = QRandomGenerator::global()->generate64();
    m_stage = Stage::Sampling;
    m_request = m_engine.generate(m_asked);
    Q_EMIT started();
}

void PairGenerator::takeRow(const FinishedReply& row) {
    if (row.stop == "cancelled" || row.row < 0 || row.row >= int(m_asked.rows.size()))
        return;
    const auto& parameters = m_asked.rows[std::size_t(row.row)];
    SampleRecord sample;
    sample.id = newId();
    sample.promptId = m_prompt.id;
    sample.text = row.text;
    sample.modelName = m_modelName;
    sample.modelHash = m_model.hash;
    sample.versionId = m_versionId;
    sample.renderedPrompt = m_read.promptText;
    sample.promptIds = m_read.promptIds;
    sample.ids = row.ids;
    sample.logprobs = row.logprobs;
    sample.parameters = toJson(parameters);
    sample.seed = parameters.seed;
    sample.stop = row.stop;
    sample.milliseconds = row.milliseconds;
    sample.mode = row.mode;
    sample.device = m_model.device;
    sample.dtype = m_model.dtype;
    sample.engineBuild = m_engine.hello().engine + " torch " + m_engine.hello().torch;
    sample.createdAt = nowMilliseconds();
    m_made.push_back(std::move(sample));
}

void PairGenerator::save() {
    if (m_made.empty()) {
        m_stage = Stage::Idle;
        return;
    }
    m_stage = Stage::Saving;
    m_store.submit([made = m_made](Store& store) { return store.addSamples(made); })
        .then(this, [this](const Status& saved) {
            m_stage = Stage::Idle;
            if (saved)
                Q_EMIT finished();
            else
                fail(QString::fromStdString(saved.error().text()));
        });
}

void PairGenerator::fail(const QString& message) {
    m_stage = Stage::Idle;
    m_enabled = false;
    Q_EMIT failed(message);
}

} // namespace tiebreak
