#include "ui/playground/playground_page.h"

#include "ui/playground/column_strip.h"
#include "ui/playground/example_queries.h"
#include "ui/playground/first_run_view.h"
#include "ui/playground/model_words.h"
#include "ui/playground/parameter_panel.h"
#include "ui/playground/query_card.h"
#include "ui/playground/response_column.h"
#include "ui/playground/response_view.h"
#include "ui/playground/sample_recorder.h"
#include "ui/playground/sampler_parameters.h"
#include "ui/services/engine_client.h"
#include "ui/services/model_session.h"
#include "ui/services/settings_service.h"
#include "ui/services/workspace_service.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QStackedWidget>

namespace tiebreak {

namespace {
constexpr int kFirstCount = 4;
constexpr int kMostColumns = 8;
} // namespace

PlaygroundPage::PlaygroundPage(Theme& theme, const Services& services, QWidget* parent)
    : Page("playground", "playground", theme, parent)
    , m_services(services)
    , m_generation(new Generation(*services.engine, *services.models, this))
    , m_recorder(new SampleRecorder(*services.store, this))
    , m_parameters(new ColumnParameters(this))
    , m_do(makePlaygroundActions([this](const ActionSpec& spec) { return addPageAction(spec); })) {
    buildLayout();
    connectActions();
    buildColumnKeys();
    connectInputs();
    connectServices();
    connectGeneration();
    setCount(kFirstCount);
    retranslate();
    setHeaderShown(!isFirstRun());
}

void PlaygroundPage::connectActions() {
    connect(m_do.generate, &QAction::triggered, this, &PlaygroundPage::generate);
    connect(m_do.stop, &QAction::triggered, m_generation, &Generation::stop);
    connect(m_do.neutral, &QAction::triggered, this, &PlaygroundPage::makeNeutral);
    connect(m_do.keep, &QAction::triggered, this, [this] { keep(m_columns->current()); });
    connect(m_do.judge, &QAction::triggered, this, &PlaygroundPage::judge);
    connect(m_do.fold, &QAction::triggered, this,
            [this] { m_columns->toggleFold(m_columns->current()); });
    connect(m_do.example, &QAction::triggered, this, &PlaygroundPage::useExample);
    connect(m_do.restart, &QAction::triggered, this, &PlaygroundPage::restartEngine);
    connect(m_do.rendered, &QAction::toggled, this, &PlaygroundPage::showRendered);
    connect(m_do.parameters, &QAction::toggled, m_panel, &QWidget::setVisible);
    connect(m_do.system, &QAction::toggled, m_query, &QueryCard::showSystem);
    m_do.parameters->setChecked(true);
}

void PlaygroundPage::buildLayout() {
    m_firstRun = new FirstRunView(theme(), *m_do.generate, *m_do.example);
    m_banners = new BannerStack(theme());
    m_query = new QueryCard(theme(), {m_do.system, m_do.rendered});
    m_renderedText = new QPlainTextEdit;
    m_renderedText->setProperty("role", "code");
    m_renderedText->setReadOnly(true);
    m_renderedText->setFixedHeight(theme().scaled(120));
    m_renderedText->hide();
    m_columns = new ColumnStrip(theme());
    m_panel = new ParameterPanel(theme(), *m_do.neutral);

    auto* main = new QWidget;
    auto* left = new QVBoxLayout;
    left->setContentsMargins(24, 0, 16, 12);
    left->setSpacing(12);
    left->addWidget(m_banners);
    left->addWidget(m_query);
    left->addWidget(m_renderedText);
    left->addWidget(m_columns, 1);
    auto* layout = new QHBoxLayout(main);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(left, 1);
    layout->addWidget(m_panel);

    m_stack = new QStackedWidget;
    m_stack->addWidget(main);
    m_stack->addWidget(m_firstRun);
    m_stack->setCurrentIndex(m_services.settings->values().firstRunDone ? 0 : 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
}

void PlaygroundPage::buildColumnKeys() {
    for (int i = 0; i < kMostColumns; ++i) {
        auto* key = new QShortcut(QKeySequence(QString::number(i + 1)), this);
        connect(key, &QShortcut::activated, this, [this, i] {
            if (i >= m_columns->count())
                return;
            m_columns->setCurrent(i);
            m_columns->column(i)->view()->setFocus(Qt::ShortcutFocusReason);
        });
    }
}

void PlaygroundPage::connectInputs() {
    auto* settings = m_services.settings;
    connect(m_query, &QueryCard::textChanged, this, &PlaygroundPage::showActions);
    connect(m_firstRun, &FirstRunView::textChanged, this, &PlaygroundPage::showActions);
    connect(m_query, &QueryCard::countChosen, this, &PlaygroundPage::setCount);
    connect(m_query, &QueryCard::modelChosen, m_services.models, &ModelSession::choose);
    connect(m_panel, &ParameterPanel::changed, this, &PlaygroundPage::changeParameter);
    connect(m_panel, &ParameterPanel::seedTyped, this,
            [this](double seed) { m_parameters->fixSeed(scope(), std::uint64_t(seed)); });
    connect(m_panel, &ParameterPanel::seedDrawn, this, [this] { m_parameters->freeSeed(scope()); });
    connect(m_columns, &ColumnStrip::currentChanged, this, &PlaygroundPage::showParameters);
    connect(m_parameters, &ColumnParameters::changed, this, &PlaygroundPage::showParameters);
    connect(m_columns, &ColumnStrip::keepClicked, this, &PlaygroundPage::keep);
    connect(m_columns, &ColumnStrip::labelClicked, this, &PlaygroundPage::judge);
    connect(m_firstRun, &FirstRunView::annotatorChanged, this, [settings](const QString& name) {
        settings->change([&name](Settings& values) { values.annotator = name; });
    });
    connect(m_firstRun, &FirstRunView::changeRequested, this, [this](const QString& what) {
        Q_EMIT pageRequested(what == "models" ? "models" : "settings", {});
    });
}

void PlaygroundPage::connectServices() {
    auto* models = m_services.models;
    auto* engine = m_services.engine;
    connect(models, &ModelSession::stateChanged, this, &PlaygroundPage::showModel);
    connect(models, &ModelSession::choicesChanged, this, &PlaygroundPage::showModel);
    connect(models, &ModelSession::progressed, this,
            [this](const QString&, qint64 done, qint64 total) {
                constexpr double kMegabyte = 1e6;
                m_progress = total > 0 ? tr("%1 of %2 MB")
                                             .arg(decimalText(done / kMegabyte, 0),
                                                  decimalText(total / kMegabyte, 0))
                                       : QString();
                showModel();
            });
    connect(engine, &EngineClient::engineStopped, this, &PlaygroundPage::showFailure);
    connect(engine, &EngineClient::helloReceived, this, [this, engine] {
        m_banners->remove("engine");
        engine->devices();
    });
    connect(engine, &EngineClient::devicesListed, this, [this](const DevicesReply& reply) {
        m_devices = deviceFacts(reply.devices);
        showModel();
    });
    connect(engine, &EngineClient::rendered, this, [this](qint64, const RenderedReply& prompt) {
        m_renderedText->setPlainText(QString::fromStdString(prompt.text));
    });
    connect(m_recorder, &SampleRecorder::recorded, this, [this] {
        m_banners->remove("store");
        Q_EMIT saved();
    });
    connect(m_recorder, &SampleRecorder::failed, this, [this](const Error& error) {
        m_banners->show(
            "store", Banner::Tone::Bad,
            tr("The responses are not saved: %1").arg(QString::fromStdString(error.message)));
    });
}

void PlaygroundPage::connectGeneration() {
    connect(m_generation, &Generation::rowsChanged, this, &PlaygroundPage::showRows);
    connect(m_generation, &Generation::promptRead, this, [this] {
        m_renderedText->setPlainText(QString::fromStdString(m_generation->prompt().promptText));
        showRows();
    });
    connect(m_generation, &Generation::started, this, &PlaygroundPage::showActions);
    connect(m_generation, &Generation::failed, this, [this](const QString& message) {
        if (m_services.engine->state() != EngineClient::State::Stopped)
            m_banners->show("generation", Banner::Tone::Bad, message);
    });
    connect(m_generation, &Generation::finished, this, [this] {
        record();
        showRows();
        showActions();
    });
}

bool PlaygroundPage::isFirstRun() const {
    return m_stack->currentIndex() == 1;
}

QString PlaygroundPage::queryText() const {
    return (isFirstRun() ? m_firstRun->text() : m_query->text()).trimmed();
}

void PlaygroundPage::activated(const QVariant& argument) {
    if (!argument.toString().isEmpty())
        m_services.models->choose(argument.toString());
    if (isFirstRun())
        m_firstRun->field()->setFocus();
    else if (m_generation->rows().empty())
        m_query->focusField();
    else
        setFocus();
}

QList<QWidget*> PlaygroundPage::regions() {
    if (isFirstRun())
        return {m_firstRun};
    return {m_query, m_columns, m_panel};
}

QList<Page::KeyHelp> PlaygroundPage::extraKeys() const {
    return {{"1–8", tr("Column")}, {"↑ ↓", tr("Small step of a parameter, Shift for ten")}};
}

void PlaygroundPage::setCount(int count) {
    m_columns->setCount(count);
    m_query->setCount(count);
    m_firstRun->setCount(count);
    m_parameters->setCount(count);
    showRows();
}

void PlaygroundPage::setParameters(const std::vector<SamplingParameters>& columns) {
    setCount(int(columns.size()));
    m_parameters->set(columns);
}

int PlaygroundPage::scope() const {
    return m_panel->isForAll() ? -1 : m_columns->current();
}

void PlaygroundPage::changeParameter(const QString& key, double value) {
    for (const auto& parameter : samplerParameters())
        if (parameter.spec.key == key)
            m_parameters->edit(scope(), [&](SamplingParameters& p) { parameter.set(p, value); });
}

void PlaygroundPage::makeNeutral() {
    m_parameters->edit(scope(), [](SamplingParameters& p) {
        for (const auto& parameter : samplerParameters())
            parameter.set(p, parameter.spec.neutral);
    });
}

void PlaygroundPage::showParameters() {
    const auto all = m_parameters->all();
    for (int i = 0; i < m_columns->count() && i < int(all.size()); ++i)
        m_columns->column(i)->showParameters(all[size_t(i)], differingChips(all[size_t(i)], all));
    const int current = m_columns->current();
    if (current < int(all.size()))
        m_panel->show(current, all[size_t(current)], m_parameters->isSeedFixed(current));
    showActions();
}

void PlaygroundPage::generate() {
    const int count = m_columns->count();
    m_parameters->drawSeeds();
    for (int i = 0; i < count; ++i) {
        if (const auto status = validate(m_parameters->at(i)); !status) {
            m_banners->show(
                "generation", Banner::Tone::Bad,
                tr("Column %1: %2").arg(i + 1).arg(QString::fromStdString(status.error().message)));
            return;
        }
    }
    m_banners->remove("generation");
    m_sampleIds.clear();
    m_kept.assign(size_t(count), false);
    const auto text = queryText();
    if (isFirstRun())
        leaveFirstRun();
    if (m_services.engine->state() == EngineClient::State::Stopped)
        restartEngine();
    m_generation->start({text, m_query->system()}, m_parameters->all());
    setFocus();
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

void PlaygroundPage::record() {
    const auto& loaded = m_services.models->loaded();
    if (!loaded || !m_services.models->current())
        return;
    m_sampleIds = m_recorder->record(
        *m_generation, {m_services.engine->hello(), *loaded, *m_services.models->current()},
        m_generation->query().text == m_exampleText);
    bool any = false;
    for (const auto& id : m_sampleIds)
        any = any || !id.empty();
    if (any && !m_services.settings->values().firstRunDone)
        m_services.settings->change([](Settings& values) { values.firstRunDone = true; });
}

void PlaygroundPage::keep(int index) {
    const auto at = size_t(index);
    if (at >= m_sampleIds.size() || m_sampleIds[at].empty()) {
        m_columns->column(index)->setKept(false);
        return;
    }
    m_kept[at] = !m_kept[at];
    m_columns->column(index)->setKept(m_kept[at]);
    m_recorder->setKept(m_sampleIds[at], m_kept[at]);
}

void PlaygroundPage::judge() {
    Q_EMIT pageRequested("label", {});
}

void PlaygroundPage::showRows() {
    const auto& rows = m_generation->rows();
    const int promptTokens = int(m_generation->prompt().promptIds.size());
    for (int i = 0; i < m_columns->count(); ++i) {
        auto* column = m_columns->column(i);
        column->showRow(size_t(i) < rows.size() ? rows[size_t(i)] : RowState{}, promptTokens);
        column->setKept(size_t(i) < m_kept.size() && m_kept[size_t(i)]);
    }
    const double rate = m_generation->tokensPerSecond();
    setSubtitle(
        m_generation->isActive() && rate > 0
            ? tr("%n rows, %1 tokens/s", nullptr, int(rows.size())).arg(decimalText(rate, 0))
            : QString());
    showFact();
}

void PlaygroundPage::showFact() {
    const auto fact =
        contextWords(*m_services.models, m_services.engine->state() == EngineClient::State::Stopped,
                     qint64(m_generation->prompt().promptIds.size()), m_progress);
    m_query->showFact(fact.whole, fact.brief);
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
    const bool active = m_generation->isActive();
    QString reason;
    if (queryText().isEmpty())
        reason = tr("Type a query first");
    else if (m_services.models->choices().empty())
        reason = tr("There is no model. Add a model folder in Settings");
    else if (m_panel->hasError())
        reason = tr("A parameter is out of its range");
    m_do.generate->setDisabledReason(reason);
    m_do.stop->setDisabledReason(active ? QString() : tr("Nothing is being generated"));
    const bool hasSamples = !m_sampleIds.empty();
    m_do.keep->setDisabledReason(hasSamples ? QString() : tr("There is no finished response yet"));
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

void PlaygroundPage::showRendered(bool shown) {
    m_renderedText->setVisible(shown);
    const auto& loaded = m_services.models->loaded();
    if (shown && loaded && !queryText().isEmpty())
        m_services.engine->render(
            {loaded->model,
             Generation::promptOf({queryText(), m_query->system()}, loaded->hasTemplate)});
}

void PlaygroundPage::retranslate() {
    m_query->retranslate();
    m_panel->retranslate();
    m_columns->retranslate();
    m_firstRun->retranslate();
    m_renderedText->setPlaceholderText(tr("The prompt as the model reads it, with its template"));
    m_renderedText->setAccessibleName(tr("Rendered prompt"));
    showParameters();
    showModel();
    showRows();
}

} // namespace tiebreak
