#include "ui/playground/playground_session.h"

#include "base/clock.h"
#include "base/ids.h"
#include "ui/playground/replay.h"
#include "ui/playground/sample_recorder.h"
#include "ui/playground/sampler_parameters.h"
#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"
#include "ui/services/settings_service.h"
#include "ui/services/store_service.h"

#include <algorithm>

namespace tiebreak {

namespace {

/// Ids to go on from: a sampled end of text is not part of the text.
std::vector<std::int32_t> idsToGoOnFrom(const SampleRecord& sample) {
    auto ids = sample.promptIds;
    ids.insert(ids.end(), sample.ids.begin(), sample.ids.end());
    if (sample.stop == "eos" && !sample.ids.empty())
        ids.pop_back();
    return ids;
}

} // namespace

PlaygroundSession::PlaygroundSession(const Services& services, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_pool(new ModelPool(*services.engine, *services.models, *services.settings, this))
    , m_generation(new Generation(*services.engine, *services.models, *m_pool, this))
    , m_recorder(new SampleRecorder(*services.store, this))
    , m_replay(new Replay(*services.engine, *m_pool, this))
    , m_parameters(new ColumnParameters(this)) {
    connect(m_generation, &Generation::finished, this, &PlaygroundSession::record);
    connect(m_recorder, &SampleRecorder::recorded, this, &PlaygroundSession::saved);
    connect(m_recorder, &SampleRecorder::failed, this, &PlaygroundSession::saveFailed);
    connect(m_replay, &Replay::finished, this,
            [this](const ReplayOutcome& outcome) { Q_EMIT replayed(m_replayed, outcome); });
}

void PlaygroundSession::setCount(int count) {
    m_generation->setCount(count);
    m_pinned.erase(m_pinned.lower_bound(count), m_pinned.end());
    m_parameters->setCount(count);
}

std::vector<RowOrder> PlaygroundSession::ordersFor(int column) const {
    std::vector<RowOrder> out;
    for (int i = 0; i < m_parameters->count(); ++i)
        out.push_back({m_parameters->at(i),
                       m_parameters->model(i),
                       column < 0 ? isPinned(i) : i != column,
                       {},
                       {}});
    return out;
}

Status PlaygroundSession::checkRows(const std::vector<RowOrder>& rows) const {
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].skipped)
            continue;
        if (const auto status = validate(rows[i].parameters); !status)
            return Error{ErrorCode::BadArgument,
                         tr("Column %1: %2")
                             .arg(i + 1)
                             .arg(QString::fromStdString(status.error().message))
                             .toStdString()};
    }
    if (std::all_of(rows.begin(), rows.end(), [](const RowOrder& row) { return row.skipped; }))
        return Error{ErrorCode::BadArgument,
                     tr("Every column is pinned. Unpin one, then generate.").toStdString()};
    return {};
}

Status PlaygroundSession::begin(const Query& query, std::vector<RowOrder> rows, bool example) {
    TB_TRY(checkRows(rows));
    m_asked = m_conversation.promptFor(query, example);
    QStringList models;
    for (const auto& row : rows)
        models << row.model;
    m_pool->keepOnly(models);
    m_generation->start(query, rows, m_repeatable);
    Q_EMIT roundStarted();
    return {};
}

Status PlaygroundSession::generate(const QString& text, const QString& system, bool example) {
    m_parameters->drawSeeds();
    m_before.clear();
    return begin({text, system, m_conversation.history()}, ordersFor(-1), example);
}

Query PlaygroundSession::currentQuery() const {
    const auto* prompt = m_conversation.current();
    if (!prompt)
        return m_generation->query();
    return {QString::fromStdString(prompt->text), systemOf(*prompt), m_conversation.history()};
}

Status PlaygroundSession::regenerate(int column) {
    const auto query = currentQuery();
    if (query.text.isEmpty() || column >= m_parameters->count())
        return {};
    m_parameters->edit(column, [](SamplingParameters& p) { p.seed = freshSeed(); });
    m_before = m_generation->rows()[size_t(column)].text;
    return begin(query, ordersFor(column), false);
}

Status PlaygroundSession::continueFrom(int column) {
    const auto* sample = shown(column);
    if (!sample)
        return {};
    auto query = currentQuery();
    auto rows = ordersFor(column);
    auto& row = rows[size_t(column)];
    row.prefix = QString::fromStdString(sample->text);
    row.parentId = sample->id;
    // What was sampled goes on from its very tokens; an edited text is tokenized anew.
    if (!sample->ids.empty() && !sample->promptIds.empty())
        query.tokenIds = idsToGoOnFrom(*sample);
    else
        query.prefix = row.prefix;
    m_before.clear();
    return begin(query, rows, false);
}

Status PlaygroundSession::edit(int column, const QString& text, bool goOn) {
    const auto* shownNow = shown(column);
    if (!shownNow)
        return {};
    const SampleRecord original = *shownNow;
    SampleRecord edited;
    edited.id = newId();
    edited.promptId = original.promptId;
    edited.text = text.toStdString();
    edited.parentId = original.id;
    edited.source = "edited";
    edited.stop = "eos";
    edited.modelName = original.modelName;
    edited.createdAt = nowMilliseconds();
    m_recorder->save({}, false, {edited});
    m_conversation.remember(edited);
    showSample(column, edited);
    Q_EMIT conversationChanged();
    return goOn ? continueFrom(column) : Status();
}

bool PlaygroundSession::followUp(int column) {
    const auto* sample = shown(column);
    if (!sample || m_generation->isActive())
        return false;
    m_conversation.followUp(sample->id);
    for (int i = 0; i < m_parameters->count(); ++i)
        if (!isPinned(i))
            m_generation->show(i, {}, m_parameters->at(i));
    Q_EMIT conversationChanged();
    return true;
}

void PlaygroundSession::newConversation() {
    if (m_generation->isActive())
        m_generation->stop();
    m_conversation.clear();
    Q_EMIT conversationChanged();
}

void PlaygroundSession::record() {
    const auto rows = sampledRows(*m_generation, m_asked.id, m_services.engine->hello());
    if (rows.empty())
        return;
    const bool isNew = m_conversation.prompt(m_asked.id) == nullptr;
    std::vector<SampleRecord> samples;
    m_conversation.remember(m_asked);
    for (const auto& [row, sample] : rows) {
        samples.push_back(sample);
        m_conversation.remember(sample);
        m_generation->edit(row, [&id = sample.id](RowState& state) { state.sampleId = id; });
    }
    m_recorder->save(m_asked, isNew, samples);
    if (!m_services.settings->values().firstRunDone)
        m_services.settings->change([](Settings& values) { values.firstRunDone = true; });
    Q_EMIT conversationChanged();
    if (!m_before.isEmpty() && m_before == m_generation->rows()[size_t(rows[0].row)].text)
        Q_EMIT sameAgain(rows[0].row);
}

void PlaygroundSession::showSample(int column, const SampleRecord& sample) {
    const auto parameters = samplingParametersFromJson(sample.parameters);
    m_generation->show(column, rowOf(sample), parameters ? *parameters : m_parameters->at(column));
}

void PlaygroundSession::showResponses() {
    const auto responses = m_conversation.responses();
    const int count = m_parameters->count();
    const int first = std::max(0, int(responses.size()) - count);
    for (int i = 0; i < count; ++i) {
        if (first + i < int(responses.size()))
            showSample(i, responses[size_t(first + i)]);
        else
            m_generation->show(i, {}, m_parameters->at(i));
    }
}

void PlaygroundSession::open(const std::string& promptId) {
    m_services.store
        ->submit([promptId](Store& store) -> Result<ConversationRecord> {
            TB_ASSIGN(const auto prompt, store.prompt(promptId));
            return store.conversation(prompt.threadId);
        })
        .then(this, [this, promptId](const Result<ConversationRecord>& found) {
            if (!found) {
                Q_EMIT openFailed(found.error());
                return;
            }
            if (m_generation->isActive())
                return; // what is being asked goes before
            m_conversation.load(*found, promptId);
            m_pinned.clear();
            showResponses();
            Q_EMIT conversationChanged();
            if (const auto* prompt = m_conversation.current())
                Q_EMIT opened(QString::fromStdString(prompt->text), systemOf(*prompt));
        });
}

bool PlaygroundSession::showSibling(int column, int step) {
    const auto* now = shown(column);
    const auto* next = now ? m_conversation.siblingOf(now->id, step) : nullptr;
    if (!next || m_generation->isActive())
        return false;
    showSample(column, *next);
    return true;
}

bool PlaygroundSession::showSiblingOfPrompt(const std::string& promptId, int step) {
    const auto* next = m_conversation.siblingOfPrompt(promptId, step);
    if (!next || m_generation->isActive())
        return false;
    open(next->id);
    return true;
}

void PlaygroundSession::replay(int column) {
    const auto* sample = shown(column);
    if (!sample || m_replay->isActive())
        return;
    m_replayed = column;
    m_replay->start(*sample);
}

const SampleRecord* PlaygroundSession::shown(int column) const {
    if (column < 0 || column >= int(m_generation->rows().size()))
        return nullptr;
    const auto& row = m_generation->rows()[size_t(column)];
    return row.sampleId.empty() ? nullptr : m_conversation.sample(row.sampleId);
}

bool PlaygroundSession::isSaved(int column) const {
    const auto& rows = m_generation->rows();
    return column >= 0 && column < int(rows.size()) && !rows[size_t(column)].sampleId.empty();
}

void PlaygroundSession::toggleKept(int column) {
    if (!isSaved(column))
        return;
    const auto& row = m_generation->rows()[size_t(column)];
    m_recorder->setKept(row.sampleId, !row.kept);
    m_generation->edit(column, [](RowState& state) { state.kept = !state.kept; });
}

void PlaygroundSession::toggleDiscarded(int column) {
    if (!isSaved(column))
        return;
    const auto& row = m_generation->rows()[size_t(column)];
    m_recorder->setDiscarded(row.sampleId, !row.discarded);
    m_generation->edit(column, [](RowState& state) { state.discarded = !state.discarded; });
}

void PlaygroundSession::togglePinned(int column) {
    if (!m_pinned.erase(column))
        m_pinned.insert(column);
    Q_EMIT conversationChanged();
}

} // namespace tiebreak
