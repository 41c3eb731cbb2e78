#include "ui/train/train_page.h"

#include "base/atomic_file.h"
#include "ui/services/store_service.h"
#include "ui/train/curve_bar.h"
#include "ui/train/curve_export.h"
#include "ui/train/curve_grid.h"
#include "ui/train/new_run_form.h"
#include "ui/train/new_run_panel.h"
#include "ui/train/run_checks_view.h"
#include "ui/train/run_table.h"
#include "ui/train/run_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QtConcurrent/QtConcurrentRun>

namespace tiebreak {

namespace {

constexpr int kTableRows = 6;
constexpr int kLogHeight = 160;
constexpr std::uintmax_t kLogBytes = 4u << 20;

/// The last lines of a log, whole lines only.
QString lastLines(const std::string& log, qsizetype most) {
    const auto lines = QString::fromStdString(log).split(QLatin1Char('\n'));
    return lines.mid(std::max<qsizetype>(0, lines.size() - most)).join(QLatin1Char('\n'));
}

} // namespace

TrainPage::TrainPage(Theme& theme, StoreService& store, RunService& runs, QWidget* parent)
    : Page(QStringLiteral("train"), QStringLiteral("train"), theme, parent)
    , m_store(store)
    , m_runs(runs) {
    buildActions();
    buildLayout();
    connectRuns();
    showRuns(runs.runs());
    showEmptyState();
}

QString TrainPage::title() const {
    return tr("Train");
}

void TrainPage::buildActions() {
    m_checks = addPageAction({QStringLiteral("train.selftest"),
                              [] { return tr("Self-test"); },
                              {},
                              Qt::Key_T,
                              Action::Kind::Quiet,
                              true,
                              true});
    m_log = addPageAction({QStringLiteral("train.log"),
                           [] { return tr("Log"); },
                           {},
                           Qt::Key_L,
                           Action::Kind::Quiet,
                           true,
                           true});
    m_export = addPageAction({QStringLiteral("train.export"), [] { return tr("Export"); },
                              QStringLiteral("export"), Qt::Key_E, Action::Kind::Quiet, true});
    m_again =
        addPageAction({QStringLiteral("train.again"), [] { return tr("Run again with changes"); },
                       QStringLiteral("copy"), Qt::CTRL | Qt::Key_D});
    m_cancel = addPageAction({QStringLiteral("train.cancel"), [] { return tr("Cancel run"); },
                              QStringLiteral("stop"), Qt::CTRL | Qt::Key_Period,
                              Action::Kind::Quiet, true});
    m_pause = addPageAction({QStringLiteral("train.pause"), [] { return tr("Pause"); },
                             QStringLiteral("pause"), Qt::Key_Space, Action::Kind::Plain, true});
    m_newRun =
        addPageAction({QStringLiteral("train.new"), [] { return tr("New run"); },
                       QStringLiteral("add"), Qt::CTRL | Qt::Key_N, Action::Kind::Primary, true});
    auto* show = addPageAction(
        {QStringLiteral("train.show"), [] { return tr("Show on curves"); }, {}, Qt::Key_V});
    auto* fit = addPageAction(
        {QStringLiteral("train.fit"), [] { return tr("Fit curves"); }, {}, Qt::Key_0});
    auto* logAxis = addPageAction({QStringLiteral("train.logaxis"),
                                   [] { return tr("Logarithmic axis"); },
                                   {},
                                   Qt::Key_Y,
                                   Action::Kind::Quiet,
                                   false,
                                   true});
    connect(m_newRun, &QAction::triggered, this, [this] { openNewRun(m_panel->isHidden()); });
    connect(m_pause, &QAction::triggered, this, &TrainPage::pauseOrResume);
    connect(m_cancel, &QAction::triggered, this, &TrainPage::cancelRun);
    connect(m_again, &QAction::triggered, this, &TrainPage::runAgain);
    connect(m_log, &QAction::toggled, this, &TrainPage::showLog);
    connect(m_checks, &QAction::toggled, this, &TrainPage::showChecks);
    connect(m_export, &QAction::triggered, this, &TrainPage::exportCurves);
    connect(show, &QAction::triggered, this, &TrainPage::toggleShown);
    connect(fit, &QAction::triggered, this, [this] { m_grid->fit(); });
    connect(logAxis, &QAction::toggled, this, [this](bool on) { m_grid->setLogScale(on); });
}

void TrainPage::buildLayout() {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(theme(), QStringLiteral("train"), this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildMain());
    layout->addWidget(m_stack, 1);
    m_panel = new NewRunPanel(theme(), m_runs, this);
    m_panel->hide();
    layout->addWidget(m_panel);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] { openNewRun(true); });
    connectPanel();
}

void TrainPage::connectPanel() {
    connect(m_panel, &NewRunPanel::closed, this, [this] { openNewRun(false); });
    connect(m_panel, &NewRunPanel::preferencesWanted, this, &TrainPage::loadPreferences);
}

QWidget* TrainPage::buildMain() {
    auto* main = new QWidget(this);
    auto* layout = new QVBoxLayout(main);
    layout->setContentsMargins(theme().space(QStringLiteral("l")), 0,
                               theme().space(QStringLiteral("m")),
                               theme().space(QStringLiteral("s")));
    layout->setSpacing(12);
    auto* card = new Card(QStringLiteral("card"), main);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    m_table = new RunTable(theme(), card);
    m_table->setFixedHeight((kTableRows + 1) * theme().size(QStringLiteral("row")) + 4);
    inside->addWidget(m_table);
    layout->addWidget(card);
    m_bar = new CurveBar(theme(), main);
    layout->addWidget(m_bar);
    m_banners = new BannerStack(theme(), main);
    layout->addWidget(m_banners);
    m_grid = new CurveGrid(theme(), main);
    auto* scroll = new QScrollArea(main);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_grid);
    scroll->setFrameShape(QFrame::NoFrame);
    layout->addWidget(scroll, 1);
    m_logText = new QPlainTextEdit(main);
    m_logText->setProperty("role", "code");
    m_logText->setReadOnly(true);
    m_logText->setFixedHeight(kLogHeight);
    m_logText->setAccessibleName(tr("Log of the run"));
    m_logText->hide();
    layout->addWidget(m_logText);
    m_checksView = new RunChecksView(theme(), main);
    m_checksView->hide();
    layout->addWidget(m_checksView);
    return main;
}

void TrainPage::connectRuns() {
    connect(&m_runs, &RunService::runsChanged, this, &TrainPage::showRuns);
    connect(&m_runs, &RunService::curvesChanged, this, [this](const QString& id) {
        if (m_table->runs().isShown(id))
            showCurves();
    });
    connect(&m_runs, &RunService::runCreated, this, [this](const QString& id) {
        m_chosen = false; // the new run becomes the current one when it is seen
        m_table->runs().setShown(id, true);
    });
    connect(&m_runs, &RunService::runFailed, this, [this](const QString& id, const Error& error) {
        m_banners->show(
            QStringLiteral("start-") + id, Banner::Tone::Bad,
            tr("%1 could not start: %2")
                .arg(id.isEmpty() ? tr("The run") : id, QString::fromStdString(error.text())));
    });
    connect(m_table, &RunTable::currentRunChanged, this, &TrainPage::showCurrentRun);
    connect(&m_table->runs(), &RunTableModel::shownChanged, this, &TrainPage::showCurves);
    connect(m_bar, &CurveBar::smoothingChanged, m_grid, &CurveGrid::setSmoothing);
    connect(m_bar, &CurveBar::allToggled, this, [this](bool all) {
        m_all = all;
        showCurves();
    });
    connect(m_grid, &CurveGrid::crossHairMoved, this, [this](double step) {
        const RunSnapshot* run = m_table->currentRun();
        m_bar->setStep(step, run ? run->state.step : 0);
    });
}

void TrainPage::showRuns(const QVector<RunSnapshot>& runs) {
    m_table->runs().setRuns(runs);
    m_stack->setCurrentIndex(runs.isEmpty() ? 0 : 1);
    if (!runs.isEmpty() && (!m_chosen || !m_table->currentRun())) {
        m_chosen = true;
        m_table->selectRun(m_table->runs().run(0)->id);
    }
    int live = 0;
    for (const auto& run : runs)
        live += run.isLive();
    setBadge(live > 0 ? QStringLiteral("▲") : QString());
    setSubtitle(runs.isEmpty() ? QString()
                               : tr("%n run(s)", nullptr, int(runs.size())) +
                                     (live > 0 ? tr(", %n running", nullptr, live) : QString()));
    showCurrentRun();
}

void TrainPage::showTroubles(const QVector<RunSnapshot>& runs) {
    for (const auto& run : runs) {
        const QString id = QStringLiteral("run-") + run.id;
        const bool failed = run.effectiveState == QLatin1String("failed");
        const bool interrupted = run.effectiveState == QLatin1String("interrupted");
        const RunSnapshot* current = m_table->currentRun();
        if ((!failed && !interrupted) || !current || current->id != run.id) {
            m_banners->remove(id);
            continue;
        }
        if (m_banners->has(id))
            continue;
        const QString cause = QString::fromStdString(run.state.cause);
        const QString words =
            failed ? tr("%1 failed: %2").arg(run.id, cause)
                   : tr("%1 was interrupted at step %2.").arg(run.id).arg(run.state.step);
        Banner* banner = m_banners->show(id, Banner::Tone::Bad, words);
        auto* again = banner->addButton(
            run.state.latest.empty()
                ? tr("Start again")
                : tr("Go on from %1").arg(QString::fromStdString(run.state.latest)));
        connect(again, &QPushButton::clicked, this, [this, name = run.id] { m_runs.start(name); });
    }
}

void TrainPage::showCurves() {
    QVector<ShownRun> shown;
    const auto& model = m_table->runs();
    for (const QString& id : model.shownRuns()) {
        const RunSnapshot* run = model.run(model.rowOf(id));
        ShownRun line{id, model.lineOf(id), m_runs.curves(id), {}};
        for (const auto& checkpoint : run->checkpoints)
            line.checkpoints.push_back(checkpoint.step);
        shown.push_back(std::move(line));
    }
    if (const RunSnapshot* current = m_table->currentRun())
        m_grid->setMethod(QString::fromStdString(current->config.method), m_all);
    m_grid->setRuns(shown);
    m_bar->setRuns(shown);
}

void TrainPage::showCurrentRun() {
    showTroubles(m_runs.runs());
    const RunSnapshot* run = m_table->currentRun();
    const bool live = run && run->isLive();
    const bool paused = run && run->effectiveState == QLatin1String("paused");
    const QString none = tr("No run is running.");
    m_pause->setFace(paused ? QStringLiteral("generate") : QStringLiteral("pause"),
                     [paused] { return paused ? tr("Resume") : tr("Pause"); });
    m_pause->setDisabledReason(live ? QString() : none);
    m_cancel->setDisabledReason(live ? QString() : none);
    m_again->setDisabledReason(!run                     ? tr("There is no run to follow.")
                               : run->problem.isEmpty() ? QString()
                                                        : run->problem);
    m_export->setDisabledReason(run ? QString() : tr("There are no curves yet."));
    if (!run)
        return;
    if (!m_table->runs().isShown(run->id))
        m_table->runs().setShown(run->id, true); // calls showCurves
    else
        showCurves();
    m_bar->setStep(m_grid->crossHair(), run->state.step);
    if (m_log->isChecked())
        showLog(true);
    if (m_checks->isChecked())
        showChecks(true);
}

void TrainPage::showEmptyState() {
    m_empty->setTexts(tr("No runs yet"), tr("%n judgement(s) are ready.", nullptr, int(m_ready)));
    m_empty->setButton(tr("New run"), QStringLiteral("add"), Qt::CTRL | Qt::Key_N);
}

void TrainPage::showLog(bool shown) {
    m_logText->setVisible(shown);
    const RunSnapshot* run = m_table->currentRun();
    if (!shown || !run)
        return;
    const RunFolder folder{run->path.toStdString()};
    QtConcurrent::run([folder] {
        return readFile(folder.log(), kLogBytes);
    }).then(this, [this](Result<std::string> log) {
        const QString text = log ? lastLines(*log, 200) : tr("No log yet.");
        if (text != m_logText->toPlainText())
            m_logText->setPlainText(text);
    });
}

void TrainPage::showChecks(bool shown) {
    m_checksView->setVisible(shown);
    if (const RunSnapshot* run = m_table->currentRun(); run && shown)
        m_checksView->showRun(run->path);
}

void TrainPage::openNewRun(bool open) {
    m_panel->setVisible(open);
    if (!open) {
        m_table->setFocus();
        return;
    }
    m_panel->form().forgetRun();
    loadModels();
    m_panel->open(m_runs.runs().isEmpty()); // whoever has trained before knows the fields
}

void TrainPage::runAgain() {
    const RunSnapshot* run = m_table->currentRun();
    if (!run || !run->problem.isEmpty())
        return;
    m_panel->setVisible(true);
    m_panel->form().setRun(*run);
    loadModels();
    m_panel->open(false);
}

void TrainPage::loadPreferences() {
    const PreferenceFilter filter = m_panel->form().filter();
    m_store.submit([filter](Store& store) { return store.preferenceRows(filter); })
        .then(this, [this](Result<PreferenceExport> rows) {
            if (!rows) {
                m_banners->show(QStringLiteral("store"), Banner::Tone::Bad,
                                QString::fromStdString(rows.error().text()));
                return;
            }
            m_ready = qint64(rows->rows.size());
            m_panel->form().setPreferences(*rows);
            showEmptyState();
        });
}

void TrainPage::loadModels() {
    m_store.submit([](Store& store) { return store.modelVersions(); })
        .then(this, [this](Result<std::vector<ModelVersionRecord>> models) {
            if (models)
                m_panel->form().setModels(*models);
        });
}

void TrainPage::activated(const QVariant& argument) {
    loadPreferences();
    loadModels();
    if (argument.toString() == QLatin1String("new"))
        openNewRun(true);
    else if (!argument.toString().isEmpty())
        m_table->selectRun(argument.toString());
    m_table->setFocus();
}

void TrainPage::pauseOrResume() {
    const RunSnapshot* run = m_table->currentRun();
    if (run && run->isLive())
        m_runs.control(run->id, run->effectiveState == QLatin1String("paused")
                                    ? QStringLiteral("resume")
                                    : QStringLiteral("pause"));
}

void TrainPage::cancelRun() {
    const RunSnapshot* run = m_table->currentRun();
    if (!run || !run->isLive())
        return;
    // Asked inline: what was trained stays in its checkpoints either way.
    Banner* banner = m_banners->show(
        QStringLiteral("cancel"), Banner::Tone::Warn,
        tr("Cancel %1 at step %2? Checkpoints stay.").arg(run->id).arg(run->state.step));
    auto* yes = banner->addButton(tr("Cancel run"));
    connect(yes, &QPushButton::clicked, this, [this, id = run->id] {
        m_runs.control(id, QStringLiteral("cancel"));
        m_banners->remove(QStringLiteral("cancel"));
    });
    yes->setFocus();
}

void TrainPage::toggleShown() {
    if (const RunSnapshot* run = m_table->currentRun())
        m_table->runs().setShown(run->id, !m_table->runs().isShown(run->id));
}

void TrainPage::exportCurves() {
    const RunSnapshot* run = m_table->currentRun();
    const auto series = run ? m_runs.curves(run->id) : nullptr;
    if (!series)
        return;
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export curves"), run->id + QStringLiteral(".csv"), tr("Table (*.csv)"));
    if (file.isEmpty())
        return;
    QtConcurrent::run([series, path = file.toStdString()] {
        return writeFileAtomically(path, curvesAsCsv(*series));
    }).then(this, [this, file](Status written) {
        m_banners->show(QStringLiteral("export"), written ? Banner::Tone::Ok : Banner::Tone::Bad,
                        written ? tr("Curves written to %1").arg(file)
                                : QString::fromStdString(written.error().text()));
    });
}

QList<Page::KeyHelp> TrainPage::extraKeys() const {
    return {{tr("Drag"), tr("Zoom to a box")},
            {tr("Shift+drag"), tr("Move the picture")},
            {tr("Alt+wheel"), tr("Zoom")},
            {tr("Double click"), tr("Fit")}};
}

QList<QWidget*> TrainPage::regions() {
    QList<QWidget*> regions{m_table, m_grid};
    if (m_panel->isVisible())
        regions << m_panel;
    return regions;
}

void TrainPage::retranslate() {
    showEmptyState();
    m_bar->retranslate();
    m_grid->rebuild();
    showRuns(m_runs.runs());
    const bool open = m_panel->isVisible();
    delete m_panel;
    m_panel = new NewRunPanel(theme(), m_runs, this);
    m_panel->hide();
    layout()->addWidget(m_panel);
    connectPanel();
    if (open)
        openNewRun(true);
}

} // namespace tiebreak
