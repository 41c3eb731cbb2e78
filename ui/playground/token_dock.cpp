#include "ui/playground/token_dock.h"

#include "base/clock.h"
#include "ui/playground/column_strip.h"
#include "ui/playground/generation.h"
#include "ui/playground/token_flow.h"
#include "ui/services/model_session.h"
#include "ui/services/store_service.h"

#include <QMenu>

#include <utility>

namespace tiebreak {

namespace {

constexpr int kStoredQueries = 12; // looked through for stored responses
constexpr int kMostStored = 30;    // in the menu
constexpr int kStoredLetters = 56; // of a menu line

Result<std::vector<SampleRecord>> newestSamples(Store& store) {
    std::vector<SampleRecord> out;
    TB_ASSIGN(const auto prompts, store.recentPrompts(kStoredQueries));
    for (const auto& prompt : prompts) {
        TB_ASSIGN(const auto samples, store.samplesOfPrompt(prompt.id));
        for (const auto& sample : samples)
            if (!sample.ids.empty() && !sample.promptIds.empty() && out.size() < kMostStored)
                out.push_back(sample);
    }
    return out;
}

QString oneLine(const std::string& text) {
    const auto plain = QString::fromStdString(text).simplified().replace('&', "&&");
    return plain.size() <= kStoredLetters ? plain : plain.left(kStoredLetters - 1) + QChar(0x2026);
}

} // namespace

TokenSubject subjectOf(const SampleRecord& sample) {
    TokenSubject out;
    out.promptIds = sample.promptIds;
    out.ids = sample.ids;
    // What a newer version knows and this one does not changes no token, only the processors shown.
    if (auto parameters = samplingParametersFromJson(sample.parameters))
        out.parameters = std::move(*parameters);
    out.sampleId = sample.id;
    return out;
}

SampleRecord recordOf(const SampleRecord& parent, const TokenSubject& made,
                      const FinishedReply& result) {
    SampleRecord out = parent;
    out.id = made.sampleId;
    out.parentId = parent.id;
    out.text = result.text;
    out.ids = result.ids;
    out.logprobs = result.logprobs;
    out.parameters = toJson(made.parameters);
    out.seed = made.parameters.seed;
    out.stop = result.stop;
    out.milliseconds = result.milliseconds;
    out.mode = result.mode;
    out.kept = false;
    out.createdAt = nowMilliseconds();
    return out;
}

TokenDock::TokenDock(Theme& theme, const Services& services, const Generation& generation,
                     ColumnStrip& columns, const AddAction& addAction, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_generation(generation)
    , m_columns(columns)
    , m_toggle(addAction({"playground.tokens", [] { return tr("Token view"); }, "tokens",
                          QKeySequence("T"), Action::Kind::Quiet, true, true}))
    , m_stored(
          addAction({"playground.storedTokens", [] { return tr("Tokens of a stored response"); },
                     "search", QKeySequence("Shift+T")}))
    , m_storedMenu(nullptr)
    , m_panel(
          new TokenPanel(theme, *services.engine, *services.models, makePanelActions(addAction))) {
    m_storedMenu = new QMenu(m_panel);
    m_panel->hide();
    connect(m_toggle, &QAction::toggled, this, [this](bool on) {
        m_showsStored = false;
        m_panel->setVisible(on);
        follow();
        if (on)
            m_panel->flow()->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_stored, &QAction::triggered, this, &TokenDock::showStored);
    connect(m_panel, &TokenPanel::closeAsked, m_toggle, [this] { m_toggle->setChecked(false); });
    connect(m_panel, &TokenPanel::responseMade, this, &TokenDock::store);
    connect(&generation, &Generation::started, this, [this] {
        m_showsStored = false;
        follow();
    });
    connect(&generation, &Generation::rowsChanged, this, &TokenDock::follow);
    connect(&columns, &ColumnStrip::currentChanged, this, [this] {
        m_showsStored = false;
        follow();
    });
}

TokenActions TokenDock::makePanelActions(const AddAction& addAction) {
    using Kind = Action::Kind;
    return {addAction({"playground.branch", [] { return tr("Branch"); }, "branch",
                       QKeySequence("B"), Kind::Plain}),
            addAction({"playground.everyProcessor", [] { return tr("Each processor"); }, "",
                       QKeySequence("Ctrl+P"), Kind::Quiet, false, true}),
            addAction({"playground.tokenTable", [] { return tr("Table"); }, "data",
                       QKeySequence("Ctrl+T"), Kind::Quiet, false, true}),
            addAction({"playground.tokenCsv", [] { return tr("Copy as CSV"); }, "copy",
                       QKeySequence("Ctrl+Shift+C"), Kind::Quiet})};
}

void TokenDock::follow() {
    if (m_panel->isHidden() || m_showsStored)
        return;
    const auto at = size_t(m_columns.current());
    const auto& rows = m_generation.rows();
    if (at >= rows.size() || rows[at].phase == RowState::Phase::Empty)
        return m_panel->showNothing(tr("Generate first: there is no response yet"));
    const auto& row = rows[at];
    if (!row.isOver())
        return m_panel->showNothing(tr("The tokens come when the response is over"));
    const QString name = tr("Response %1").arg(at + 1);
    if (!row.prompt && !row.sampleId.empty())
        return followStored(row.sampleId, name);
    const auto& current = m_services.models->current();
    if (row.answerer && current && row.answerer->choice.id != current->id)
        return m_panel->showNothing(tr("This response is another model's: choose %1 above the "
                                       "columns to see its tokens")
                                        .arg(row.answerer->choice.name));
    TokenSubject subject;
    subject.name = name;
    subject.promptIds = row.prompt ? row.prompt->promptIds : m_generation.prompt().promptIds;
    subject.ids = row.result.ids;
    subject.parameters = m_generation.parameters()[at];
    subject.sampleId = row.sampleId;
    if (subject.ids.empty())
        return m_panel->showNothing(tr("The response has no tokens"));
    m_panel->open(subject);
}

void TokenDock::followStored(const std::string& sampleId, const QString& name) {
    if (m_fetched.sampleId == sampleId) {
        m_fetched.name = name;
        return m_fetched.ids.empty() ? m_panel->showNothing(tr("The response has no tokens"))
                                     : m_panel->open(m_fetched);
    }
    if (std::exchange(m_fetching, sampleId) == sampleId)
        return;
    m_services.store->submit([sampleId](Store& store) { return store.sample(sampleId); })
        .then(this, [this, sampleId](const Result<SampleRecord>& sample) {
            if (m_fetching != sampleId)
                return;
            m_fetching.clear();
            if (!sample)
                return Q_EMIT failed(sample.error());
            m_fetched = subjectOf(*sample);
            follow();
        });
}

void TokenDock::openStored(const SampleRecord& sample) {
    m_toggle->setChecked(true);
    m_showsStored = true;
    auto subject = subjectOf(sample);
    subject.name = tr("stored: %1").arg(oneLine(sample.text).left(24));
    m_panel->open(subject);
}

void TokenDock::showStored() {
    m_services.store->submit(newestSamples)
        .then(this, [this](const Result<std::vector<SampleRecord>>& samples) {
            if (samples)
                fillStored(*samples);
            else
                Q_EMIT failed(samples.error());
        });
}

void TokenDock::fillStored(const std::vector<SampleRecord>& samples) {
    m_storedMenu->clear();
    for (const auto& sample : samples)
        connect(m_storedMenu->addAction(
                    tr("%1 · seed %2").arg(oneLine(sample.text), QString::number(sample.seed))),
                &QAction::triggered, this, [this, sample] { openStored(sample); });
    if (samples.empty())
        m_storedMenu->addAction(tr("No stored responses yet"))->setEnabled(false);
    auto* over = m_panel->isVisible() ? static_cast<QWidget*>(m_panel) : &m_columns;
    m_storedMenu->popup(over->mapToGlobal(QPoint(16, 16)));
    m_storedMenu->setActiveAction(m_storedMenu->actions().front());
}

void TokenDock::store(const TokenSubject& made, const FinishedReply& result,
                      const std::string& parentSample) {
    if (parentSample.empty() || result.ids.empty())
        return;
    m_services.store
        ->submit([made, result, parentSample](Store& store) -> Status {
            TB_ASSIGN(const auto parent, store.sample(parentSample));
            return store.addSamples({recordOf(parent, made, result)});
        })
        .then(this, [this](const Status& status) {
            if (status)
                Q_EMIT saved();
            else
                Q_EMIT failed(status.error());
        });
}

} // namespace tiebreak
