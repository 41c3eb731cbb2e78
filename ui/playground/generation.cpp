#include "ui/playground/generation.h"

#include "ui/services/engine_client.h"
#include "ui/services/model_pool.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr int kRepaintMilliseconds = 33;

RowState::Phase phaseOf(const std::string& stop) {
    if (stop == "length")
        return RowState::Phase::Length;
    return stop == "cancelled" ? RowState::Phase::Stopped : RowState::Phase::Ended;
}

nlohmann::ordered_json message(const char* role, const QString& content) {
    return {{"role", role}, {"content", content.toStdString()}};
}

/// For a model without a template: what was said, one after the other.
std::string bareText(const Query& query) {
    std::string out;
    for (const auto& said : query.history)
        out += said.value("content", "") + "\n\n";
    return out + query.text.toStdString();
}

} // namespace

double RowState::perplexity() const {
    return tokens > 0 ? std::exp(-logprobSum / tokens) : 0;
}

Generation::Generation(EngineClient& engine, ModelSession& models, ModelPool& pool, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_models(models)
    , m_pool(pool) {
    m_repaint.setSingleShot(true);
    m_repaint.setInterval(kRepaintMilliseconds);
    connect(&m_repaint, &QTimer::timeout, this, &Generation::rowsChanged);
    connectModels();
    connectEngine();
}

void Generation::connectModels() {
    connect(&m_models, &ModelSession::ready, this, &Generation::sendIfReady);
    connect(&m_pool, &ModelPool::ready, this, &Generation::sendIfReady);
    connect(&m_pool, &ModelPool::failed, this, &Generation::failModel);
    connect(&m_models, &ModelSession::stateChanged, this, [this] {
        if (m_stage != Stage::Queued || m_models.state() != ModelSession::State::Failed)
            return;
        for (const auto& part : m_parts)
            if (m_pool.isSession(part.model))
                return failModel(part.model, m_models.problem());
    });
    connect(&m_engine, &EngineClient::engineStopped, this, [this](const QString& cause) {
        if (m_stage != Stage::Queued)
            return;
        Q_EMIT failed(cause);
        end();
    });
}

void Generation::connectEngine() {
    connect(&m_engine, &EngineClient::promptStarted, this,
            [this](qint64 id, const StartedReply& prompt) {
                if (auto* part = partOf(id))
                    takePrompt(*part, prompt);
            });
    connect(&m_engine, &EngineClient::tokensArrived, this,
            [this](qint64 id, const std::vector<TokenItem>& items) {
                if (const auto* part = partOf(id))
                    takeTokens(*part, items);
            });
    connect(&m_engine, &EngineClient::rowFinished, this,
            [this](qint64 id, const FinishedReply& row) {
                if (const auto* part = partOf(id))
                    takeRow(*part, row);
            });
    connect(&m_engine, &EngineClient::requestDone, this, [this](qint64 id) {
        if (auto* part = partOf(id))
            endPart(*part);
    });
    connect(&m_engine, &EngineClient::requestFailed, this, [this](qint64 id, const Error& error) {
        if (auto* part = partOf(id)) {
            Q_EMIT failed(QString::fromStdString(error.message));
            endPart(*part);
        }
    });
}

PromptSource Generation::promptOf(const Query& query, bool hasTemplate, std::int64_t room) {
    PromptSource out;
    if (!query.tokenIds.empty()) {
        out.tokenIds = query.tokenIds;
        return out;
    }
    out.prefix = query.prefix.toStdString();
    if (!hasTemplate) {
        out.text = bareText(query);
        return out;
    }
    auto messages = nlohmann::ordered_json::array();
    if (!query.system.isEmpty())
        messages.push_back(message("system", query.system));
    for (const auto& said : query.history)
        messages.push_back(said);
    messages.push_back(message("user", query.text));
    out.messages = messages;
    out.room = room;
    return out;
}

std::int64_t Generation::roomIn(std::int64_t context, const std::vector<SamplingParameters>& rows) {
    std::int64_t longest = 0;
    for (const auto& row : rows)
        longest = std::max(longest, row.maxNewTokens);
    return std::max(context - longest, context / 2);
}

void Generation::start(const Query& query, const std::vector<RowOrder>& rows, bool repeatable) {
    for (const auto& part : m_parts)
        if (part.request != 0)
            m_engine.cancel(part.request);
    m_query = query;
    m_orders = rows;
    m_repeatable = repeatable;
    m_rows.resize(rows.size());
    m_parameters.resize(rows.size());
    m_tokens = 0;
    m_clock.invalidate();
    m_stage = Stage::Queued;
    makeParts();
    Q_EMIT started();
    QStringList models;
    for (const auto& part : m_parts)
        models << part.model;
    m_pool.need(models);
    Q_EMIT rowsChanged();
    sendIfReady();
}

void Generation::makeParts() {
    m_parts.clear();
    m_sampled.clear();
    for (int i = 0; i < int(m_orders.size()); ++i) {
        const auto& order = m_orders[size_t(i)];
        if (order.skipped)
            continue;
        m_sampled.push_back(i);
        const auto same = std::find_if(m_parts.begin(), m_parts.end(),
                                       [&](const Part& part) { return part.model == order.model; });
        if (same != m_parts.end())
            same->rows.push_back(i);
        else
            m_parts.push_back({order.model, {i}, {}, {}, 0});
        m_parameters[size_t(i)] = order.parameters;
        RowState fresh;
        fresh.prefix = fresh.text = order.prefix;
        fresh.parentId = order.parentId;
        m_rows[size_t(i)] = fresh;
    }
    setPhase(m_sampled, RowState::Phase::Queued);
}

void Generation::sendIfReady() {
    if (m_stage != Stage::Queued)
        return;
    for (const auto& part : m_parts)
        if (!m_pool.loaded(part.model))
            return;
    m_stage = Stage::Running;
    for (auto& part : m_parts)
        send(part);
    Q_EMIT rowsChanged();
    if (m_parts.empty())
        end();
}

void Generation::send(Part& part) {
    const auto* model = m_pool.loaded(part.model);
    const auto* choice = m_pool.choice(part.model);
    part.answerer = std::make_shared<Answerer>(Answerer{*model, choice ? *choice : ModelChoice{}});
    GenerateRequest request;
    request.model = model->model;
    request.repeatable = m_repeatable;
    for (const int row : part.rows) {
        request.rows.push_back(m_parameters[size_t(row)]);
        m_rows[size_t(row)].answerer = part.answerer;
    }
    request.prompt = promptOf(m_query, model->hasTemplate, roomIn(model->context, request.rows));
    setPhase(part.rows, RowState::Phase::Reading);
    part.request = m_engine.generate(request);
}

Generation::Part* Generation::partOf(qint64 request) {
    if (m_stage != Stage::Running || request == 0)
        return nullptr;
    const auto found = std::find_if(m_parts.begin(), m_parts.end(), [request](const Part& part) {
        return part.request == request;
    });
    return found == m_parts.end() ? nullptr : &*found;
}

void Generation::stop() {
    if (m_stage == Stage::Queued)
        end();
    else if (m_stage == Stage::Running)
        for (const auto& part : m_parts)
            if (part.request != 0)
                m_engine.cancel(part.request); // the engine answers with every row's end
}

void Generation::takePrompt(Part& part, const StartedReply& prompt) {
    part.prompt = std::make_shared<StartedReply>(prompt);
    m_prompt = prompt;
    for (const int row : part.rows) {
        m_rows[size_t(row)].prompt = part.prompt;
        touch(m_rows[size_t(row)]);
    }
    Q_EMIT promptRead(int(prompt.promptIds.size()));
}

void Generation::takeTokens(const Part& part, const std::vector<TokenItem>& items) {
    if (m_tokens == 0)
        m_clock.start();
    for (const auto& item : items) {
        if (item.row < 0 || item.row >= int(part.rows.size()))
            continue;
        auto& row = m_rows[size_t(part.rows[size_t(item.row)])];
        row.phase = RowState::Phase::Streaming;
        row.text += QString::fromStdString(item.text);
        row.logprobSum += item.logprob;
        ++row.tokens;
        ++m_tokens;
        touch(row);
    }
    if (!m_repaint.isActive())
        m_repaint.start();
}

void Generation::takeRow(const Part& part, const FinishedReply& result) {
    if (result.row < 0 || result.row >= int(part.rows.size()) || result.rank != 0)
        return; // a column shows the best of a beam search
    auto& row = m_rows[size_t(part.rows[size_t(result.row)])];
    row.result = result;
    row.text = row.prefix + QString::fromStdString(result.text);
    row.tokens = int(result.ids.size());
    row.logprobSum = 0;
    for (const double logprob : result.logprobs)
        row.logprobSum += logprob;
    row.phase = phaseOf(result.stop);
    touch(row);
    if (!m_repaint.isActive())
        m_repaint.start();
}

void Generation::failModel(const QString& model, const QString& problem) {
    if (m_stage != Stage::Queued)
        return;
    const auto found = std::find_if(m_parts.begin(), m_parts.end(),
                                    [&](const Part& part) { return part.model == model; });
    if (found == m_parts.end())
        return;
    Q_EMIT failed(problem);
    setPhase(found->rows, RowState::Phase::Stopped);
    m_parts.erase(found); // the others answer
    if (m_parts.empty())
        end();
    else
        sendIfReady();
}

void Generation::endPart(Part& part) {
    part.request = 0;
    if (std::all_of(m_parts.begin(), m_parts.end(), [](const Part& p) { return p.request == 0; }))
        end();
}

void Generation::end() {
    m_stage = Stage::Idle;
    for (const int i : m_sampled)
        if (!m_rows[size_t(i)].isOver())
            setPhase({i}, RowState::Phase::Stopped);
    m_parts.clear();
    m_repaint.stop();
    Q_EMIT rowsChanged();
    Q_EMIT finished();
}

void Generation::setPhase(const std::vector<int>& rows, RowState::Phase phase) {
    for (const int row : rows) {
        m_rows[size_t(row)].phase = phase;
        touch(m_rows[size_t(row)]);
    }
}

void Generation::touch(RowState& row) {
    row.version = ++m_version;
}

void Generation::setCount(int count) {
    if (isActive())
        return;
    m_rows.resize(size_t(count));
    m_parameters.resize(size_t(count));
}

void Generation::show(int row, RowState state, const SamplingParameters& parameters) {
    if (row < 0 || row >= int(m_rows.size()))
        return;
    m_rows[size_t(row)] = std::move(state);
    m_parameters[size_t(row)] = parameters;
    touch(m_rows[size_t(row)]);
    Q_EMIT rowsChanged();
}

void Generation::edit(int row, const std::function<void(RowState&)>& change) {
    if (row < 0 || row >= int(m_rows.size()))
        return;
    change(m_rows[size_t(row)]);
    touch(m_rows[size_t(row)]);
    Q_EMIT rowsChanged();
}

double Generation::tokensPerSecond() const {
    const double seconds = m_clock.isValid() ? double(m_clock.elapsed()) / 1000 : 0;
    return seconds > 0.2 ? m_tokens / seconds : 0;
}

} // namespace tiebreak
