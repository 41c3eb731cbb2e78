#include "ui/playground/playground_page.h"

#include "ui/playground/column_strip.h"
#include "ui/playground/column_tools.h"
#include "ui/playground/compare_card.h"
#include "ui/playground/conversation_strip.h"
#include "ui/playground/edit_card.h"
#include "ui/playground/example_queries.h"
#include "ui/playground/expected_reward_panel.h"
#include "ui/playground/first_run_view.h"
#include "ui/playground/history_panel.h"
#include "ui/playground/model_words.h"
#include "ui/playground/parameter_panel.h"
#include "ui/playground/playground_files.h"
#include "ui/playground/preset_bar.h"
#include "ui/playground/preset_shelf.h"
#include "ui/playground/prompt_queue.h"
#include "ui/playground/prompt_queue_card.h"
#include "ui/playground/query_card.h"
#include "ui/playground/rendered_prompt_view.h"
#include "ui/playground/replay.h"
#include "ui/playground/response_column.h"
#include "ui/playground/response_view.h"
#include "ui/playground/response_words.h"
#include "ui/playground/sampler_parameters.h"
#include "ui/playground/token_dock.h"
#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"
#include "ui/services/settings_service.h"
#include "ui/services/workspace_service.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QSet>
#include <QShortcut>
#include <QStackedWidget>

namespace tiebreak {

namespace {
constexpr int kFirstCount = 4;
constexpr int kColumnKeys = 8;
} // namespace

PlaygroundPage::PlaygroundPage(Theme& theme, const Services& services, QWidget* parent)
    : Page("playground", "playground", theme, parent)
    , m_services(services)
    , m_session(new PlaygroundSession(services, this))
    , m_do(makePlaygroundActions([this](const ActionSpec& spec) { return addPageAction(spec); }))
    , m_shelf(new PresetShelf(*services.store, this))
    , m_queue(new PromptQueue(this))
    , m_files(new PlaygroundFiles(*this, *m_shelf, *m_queue))
    , m_reward(new ExpectedReward(*services.engine, this)) {
    buildParts();
    buildLayout();
    buildColumnKeys();
    connectActions();
    connectColumnActions();
    connectPanels();
    connectInputs();
    connectParameters();
    connectTools();
    connectReward();
    connectTokens();
    connectServices();
    connectSession();
    setCount(kFirstCount);
    retranslate();
    setHeaderShown(!isFirstRun());
}

void PlaygroundPage::buildParts() {
    m_firstRun = new FirstRunView(theme(), *m_do.generate, *m_do.example);
    m_banners = new BannerStack(theme());
    m_compare = new CompareCard(theme());
    m_queueCard = new PromptQueueCard(theme(), *m_queue);
    m_conversation = new ConversationStrip(theme());
    m_query = new QueryCard(theme(), {m_do.system, m_do.rendered});
    m_rendered = new RenderedPromptView(theme());
    m_edit = new EditCard(theme());
    m_columns = new ColumnStrip(theme());
    m_tools = new ColumnTools(theme(), *m_session, *m_columns, this);
    m_tokens = new TokenDock(
        theme(), m_services, generation(), *m_columns,
        [this](const ActionSpec& spec) { return addPageAction(spec); }, this);
    m_panel = new ParameterPanel(theme(), *m_shelf, *m_do.neutral, *m_do.order);
    m_history = new HistoryPanel(theme(), *m_services.store);
    m_rewardPanel = new ExpectedRewardPanel(theme(), *m_reward);
    for (QWidget* hidden : {static_cast<QWidget*>(m_compare), static_cast<QWidget*>(m_rendered),
                            static_cast<QWidget*>(m_edit), static_cast<QWidget*>(m_history),
                            static_cast<QWidget*>(m_rewardPanel)})
        hidden->hide();
}

QVBoxLayout* PlaygroundPage::buildMain() {
    auto* left = new QVBoxLayout;
    left->setContentsMargins(24, 0, 16, 12);
    left->setSpacing(12);
    for (QWidget* part : {static_cast<QWidget*>(m_banners), static_cast<QWidget*>(m_compare),
                          static_cast<QWidget*>(m_queueCard), static_cast<QWidget*>(m_conversation),
                          static_cast<QWidget*>(m_query), static_cast<QWidget*>(m_rendered),
                          static_cast<QWidget*>(m_edit)})
        left->addWidget(part);
    left->addWidget(m_columns, 1);
    left->addWidget(m_tokens->panel(), 1);
    return left;
}

void PlaygroundPage::buildLayout() {
    auto* main = new QWidget;
    auto* layout = new QHBoxLayout(main);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(buildMain(), 1);
    layout->addWidget(m_panel);
    layout->addWidget(m_history);
    layout->addWidget(m_rewardPanel);
    m_stack = new QStackedWidget;
    m_stack->addWidget(main);
    m_stack->addWidget(m_firstRun);
    m_stack->setCurrentIndex(m_services.settings->values().firstRunDone ? 0 : 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
}

void PlaygroundPage::buildColumnKeys() {
    for (int i = 0; i < kColumnKeys; ++i) {
        auto* key = new QShortcut(QKeySequence(QString::number(i + 1)), this);
        connect(key, &QShortcut::activated, this, [this, i] {
            if (i >= m_columns->count())
                return;
            m_columns->setCurrent(i);
            m_columns->column(i)->view()->setFocus(Qt::ShortcutFocusReason);
        });
    }
}

void PlaygroundPage::showPanel(QWidget* panel, bool shown) {
    panel->setVisible(shown);
    if (!shown)
        return;
    // One at a time: each takes the room of the others.
    const std::pair<QWidget*, Action*> panels[] = {
        {m_panel, m_do.parameters}, {m_history, m_do.history}, {m_rewardPanel, m_do.reward}};
    for (const auto& [other, action] : panels)
        if (other != panel)
            action->setChecked(false);
}

bool PlaygroundPage::isFirstRun() const {
    return m_stack->currentIndex() == 1;
}

int PlaygroundPage::current() const {
    return m_columns->current();
}

QString PlaygroundPage::queryText() const {
    return (isFirstRun() ? m_firstRun->text() : m_query->text()).trimmed();
}

void PlaygroundPage::activated(const QVariant& argument) {
    if (!argument.toString().isEmpty())
        m_services.models->choose(argument.toString());
    if (isFirstRun())
        m_firstRun->field()->setFocus();
    else if (generation().sampled().empty())
        m_query->focusField();
    else
        setFocus();
}

QList<QWidget*> PlaygroundPage::regions() {
    if (isFirstRun())
        return {m_firstRun};
    QList<QWidget*> out{m_query, m_columns};
    for (QWidget* panel : {static_cast<QWidget*>(m_tokens->panel()), static_cast<QWidget*>(m_panel),
                           static_cast<QWidget*>(m_history), static_cast<QWidget*>(m_rewardPanel)})
        if (panel->isVisible())
            out << panel;
    return out;
}

QList<Page::KeyHelp> PlaygroundPage::extraKeys() const {
    return {{"1–8", tr("Column")},
            {"← →", tr("Sibling of the response, or of the query in the conversation")},
            {"Alt ← →", tr("Move a processor while the order is edited")},
            {"↑ ↓", tr("Small step of a parameter, Shift for ten")}};
}

void PlaygroundPage::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || event->modifiers() || isFirstRun())
        Page::keyPressEvent(event);
    else
        m_session->showSibling(current(), step);
}

void PlaygroundPage::setCount(int count) {
    m_columns->setCount(count);
    m_query->setCount(count);
    m_firstRun->setCount(qMin(count, kColumnKeys));
    m_session->setCount(count);
    showRows();
}

void PlaygroundPage::setParameters(const std::vector<SamplingParameters>& columns) {
    setCount(int(columns.size()));
    m_session->parameters().set(columns);
}

void PlaygroundPage::makeGrid(const CompareGrid& grid) {
    std::vector<std::uint64_t> seeds;
    for (int i = 0; i < grid.seeds; ++i)
        seeds.push_back(freshSeed());
    const auto columns = gridColumns(grid, m_session->parameters().at(current()), seeds);
    if (!columns) {
        refuse(columns.error());
        return;
    }
    std::vector<SamplingParameters> parameters;
    QStringList models;
    for (const auto& column : *columns) {
        parameters.push_back(column.parameters);
        models << column.model;
    }
    setCount(int(parameters.size()));
    m_session->parameters().set(parameters, models);
    m_do.compare->setChecked(false);
}

int PlaygroundPage::scope() const {
    return m_panel->isForAll() ? -1 : current();
}

void PlaygroundPage::refuse(const Status& status) {
    if (status)
        return;
    m_queue->setRunning(false);
    m_banners->show("generation", Banner::Tone::Bad,
                    QString::fromStdString(status.error().message));
}

void PlaygroundPage::generate() {
    const auto query = m_queue->query(queryText());
    if (!query) {
        refuse(query.error());
        return;
    }
    m_banners->remove("generation");
    if (isFirstRun())
        leaveFirstRun();
    if (m_services.engine->state() == EngineClient::State::Stopped)
        restartEngine();
    refuse(m_session->generate(*query, m_query->system(), *query == m_exampleText));
    setFocus();
}

void PlaygroundPage::generateNext() {
    if (!m_queue->isRunning() || generation().isActive())
        return;
    if (m_queue->index() + 1 >= m_queue->count()) {
        m_queue->setRunning(false);
        return;
    }
    m_queue->setIndex(m_queue->index() + 1);
    m_session->newConversation();
    generate();
}

void PlaygroundPage::leaveFirstRun() {
    m_query->setText(m_firstRun->text());
    m_stack->setCurrentIndex(0);
    setHeaderShown(true);
}

void PlaygroundPage::restartEngine() {
    m_banners->remove("engine");
    m_banners->remove("generation");
    m_services.engine->restart();
}

void PlaygroundPage::useExample() {
    const auto examples = exampleQueries(QLocale::languageToCode(QLocale().language()));
    if (examples.isEmpty())
        return;
    m_exampleText = examples[m_nextExample++ % examples.size()];
    if (isFirstRun())
        m_firstRun->setText(m_exampleText);
    else
        m_query->setText(m_exampleText);
}

void PlaygroundPage::editResponse() {
    const auto* sample = m_session->shown(current());
    if (!sample)
        return;
    m_edit->show();
    m_edit->begin(current(), QString::fromStdString(sample->text));
}

void PlaygroundPage::followUp() {
    if (!m_session->followUp(current()))
        return;
    m_query->setText({});
    m_query->focusField();
}

void PlaygroundPage::drawReward() {
    const auto& loaded = m_services.models->loaded();
    const auto query = m_queue->query(queryText());
    if (!loaded || !query)
        return;
    auto task = m_rewardPanel->task();
    task.model = loaded->model;
    task.parameters = m_session->parameters().at(current());
    task.prompt = Generation::promptOf(
        {*query, m_query->system(), m_session->conversation().history()}, loaded->hasTemplate);
    m_reward->start(task);
}

void PlaygroundPage::fillMenu(int column, QMenu* menu) {
    m_columns->setCurrent(column);
    menu->addSeparator();
    for (auto* action : {m_do.regenerate, m_do.continueHere, m_do.editResponse, m_do.followUp,
                         m_do.replay, m_do.pin, m_do.discard})
        menu->addAction(action);
    menu->addSeparator();
    m_tools->fillMenu(column, menu);
}

void PlaygroundPage::showParameters() {
    const auto all = m_session->parameters().all();
    QSet<QString> models;
    for (int i = 0; i < int(all.size()); ++i)
        models << m_session->parameters().model(i);
    for (int i = 0; i < m_columns->count() && i < int(all.size()); ++i) {
        auto chips = differingChips(all[size_t(i)], all);
        const auto* choice = m_session->pool().choice(m_session->parameters().model(i));
        if (models.size() > 1 && choice)
            chips.prepend(choice->name);
        m_columns->column(i)->showParameters(all[size_t(i)], chips);
    }
    const int at = current();
    if (at < int(all.size()))
        m_panel->show(at, all[size_t(at)], m_session->parameters().isSeedFixed(at));
    showActions();
}

void PlaygroundPage::showRows() {
    static const RowState kEmpty;
    const auto& rows = generation().rows();
    m_shownVersions.resize(size_t(m_columns->count()));
    for (int i = 0; i < m_columns->count(); ++i) {
        auto* column = m_columns->column(i);
        const auto& row = size_t(i) < rows.size() ? rows[size_t(i)] : kEmpty;
        column->showRow(row, row.prompt ? int(row.prompt->promptIds.size()) : 0);
        column->setKept(row.kept);
        column->setPinned(m_session->isPinned(i));
        if (row.version != m_shownVersions[size_t(i)] || !row.isOver())
            column->showFacts(responseWords(row, m_session->conversation()));
        m_shownVersions[size_t(i)] = row.version;
    }
    showSubtitle();
    if (!generation().isActive())
        m_tools->refresh();
    showFact();
    showColumnActions();
}

void PlaygroundPage::showFact() {
    const auto fact =
        contextWords(*m_services.models, m_services.engine->state() == EngineClient::State::Stopped,
                     qint64(generation().prompt().promptIds.size()), m_progress);
    m_query->showFact(fact.whole, fact.brief);
}

void PlaygroundPage::showConversation() {
    m_conversation->showPath(m_session->conversation().path());
    m_history->setExportable(!m_session->conversation().tree().prompts.empty());
    m_shownVersions.clear(); // places among siblings have changed
    showRows();
    showActions();
    m_renderSoon.start();
}

void PlaygroundPage::showSubtitle() {
    const double rate = generation().tokensPerSecond();
    if (generation().isActive() && rate > 0)
        setSubtitle(tr("%n rows, %1 tokens/s", nullptr, int(generation().sampled().size()))
                        .arg(decimalText(rate, 0)));
    else
        setSubtitle(m_hint);
}

void PlaygroundPage::showModel() {
    const auto* models = m_services.models;
    m_query->showChoices(models->choices(), models->current());
    const auto words = modelWords(*models, m_progress);
    if (models->state() == ModelSession::State::Failed)
        m_banners->show("model", Banner::Tone::Bad, words.line + ": " + words.fact);
    else if (words.ready)
        m_banners->remove("model");
    m_firstRun->showModel(words.name, words.line, words.fact, words.ready, words.busy);
    m_firstRun->showDevices(m_devices, words.ready ? models->loaded()->threads : 0);
    m_firstRun->showWorkspace(m_services.workspace->shownPath(),
                              m_services.settings->values().annotator,
                              qMax(0, int(models->choices().size()) - 1));
    showFact();
    showActions();
}

void PlaygroundPage::showActions() {
    const bool active = generation().isActive() || m_tokens->panel()->isBusy();
    QString reason;
    if (queryText().isEmpty() && !m_queue->isOpen())
        reason = tr("Type a query first");
    else if (m_services.models->choices().empty())
        reason = tr("There is no model. Add a model folder in Settings");
    else if (m_panel->hasError())
        reason = tr("A parameter is out of its range");
    m_do.generate->setDisabledReason(reason);
    m_do.stop->setDisabledReason(active ? QString() : tr("Nothing is being generated"));
    if (reason.isEmpty() && !m_services.models->loaded())
        reason = tr("Loading the model");
    m_rewardPanel->setDisabledReason(reason);
    const auto noFile = m_queue->isOpen() ? QString() : tr("No file of queries is open");
    m_do.fileBack->setDisabledReason(noFile);
    m_do.fileOn->setDisabledReason(noFile);
    m_do.editQuery->setDisabledReason(
        m_session->conversation().current() ? QString() : tr("Nothing was asked yet"));
    showColumnActions();
}

void PlaygroundPage::showColumnActions() {
    const int at = current();
    const bool active = generation().isActive();
    const auto none = tr("There is no finished response yet");
    const bool isSaved = m_session->isSaved(at);
    const bool isHere = m_session->shown(at) != nullptr;
    const auto idle = active ? tr("Responses are being generated") : QString();
    for (auto* action : {m_do.keep, m_do.discard})
        action->setDisabledReason(isSaved ? QString() : none);
    for (auto* action : {m_do.regenerate, m_do.continueHere, m_do.editResponse, m_do.followUp})
        action->setDisabledReason(!isHere ? none : idle);
    m_do.replay->setDisabledReason(isHere ? QString() : none);
}

void PlaygroundPage::showFailure(const QString& message) {
    if (isFirstRun())
        m_firstRun->showModel({}, message, tr("Generate starts it again"), false, false);
    auto* banner =
        m_banners->show("engine", Banner::Tone::Bad, tr("%1 Nothing saved is lost.").arg(message));
    auto* restart = banner->addButton(tr("Restart engine"), QKeySequence("F5"));
    connect(restart, &QPushButton::clicked, this, &PlaygroundPage::restartEngine,
            Qt::QueuedConnection);
}

void PlaygroundPage::showNotSaved(const Error& error) {
    m_banners->show(
        "store", Banner::Tone::Bad,
        tr("The responses are not saved: %1").arg(QString::fromStdString(error.message)));
}

void PlaygroundPage::showReplay(int column, const ReplayOutcome& outcome) {
    using Kind = ReplayOutcome::Kind;
    const auto tone = outcome.kind == Kind::Same      ? Banner::Tone::Ok
                      : outcome.kind == Kind::Differs ? Banner::Tone::Warn
                                                      : Banner::Tone::Info;
    m_banners->show("replay", tone, tr("Response %1: %2").arg(column + 1).arg(outcome.words));
}

void PlaygroundPage::askRendered() {
    const auto& loaded = m_services.models->loaded();
    if (!m_rendered->isVisible())
        return;
    const auto query = m_queue->query(queryText());
    if (!loaded || !query || query->isEmpty()) {
        m_rendered->showNothing(loaded ? tr("Type a query first") : tr("Loading the model"));
        return;
    }
    m_renderRequest = m_services.engine->render(
        {loaded->model,
         Generation::promptOf({*query, m_query->system(), m_session->conversation().history()},
                              loaded->hasTemplate,
                              Generation::roomIn(loaded->context, m_session->parameters().all()))});
}

void PlaygroundPage::retranslate() {
    m_query->retranslate();
    m_panel->retranslate();
    m_columns->retranslate();
    m_tokens->retranslate();
    m_firstRun->retranslate();
    m_compare->retranslate();
    m_queueCard->retranslate();
    m_rendered->retranslate();
    m_edit->retranslate();
    m_history->retranslate();
    m_rewardPanel->retranslate();
    m_shownVersions.clear();
    showConversation();
    showParameters();
    showModel();
    showRows();
}

} // namespace tiebreak
