#include "ui/train/new_run_panel.h"

#include "ui/train/new_run_form.h"
#include "ui/train/preflight_view.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/toggle_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace tiebreak {

namespace {
constexpr int kWidth = 420;      // px
constexpr int kDebounceMs = 400; // typing settles before the engine is asked
} // namespace

NewRunPanel::NewRunPanel(Theme& theme, RunService& runs, QWidget* parent)
    : SidePanel(theme, kWidth, parent)
    , m_runs(runs)
    , m_way(new ToggleBar(theme, this))
    , m_form(new NewRunForm(theme, this))
    , m_preflight(new PreflightView(theme, this))
    , m_start(new ActionButton(theme, tr("Start"), QStringLiteral("train"),
                               QKeySequence(Qt::CTRL | Qt::Key_Return), Action::Kind::Primary,
                               this)) {
    setTitle(tr("New run"));
    auto* close = new ActionButton(theme, tr("Close"), QStringLiteral("close"), Qt::Key_Escape,
                                   Action::Kind::Quiet, this);
    titleRow()->addWidget(close);
    connect(close, &QPushButton::clicked, this, &NewRunPanel::closed);
    m_way->setChoices({tr("Three questions"), tr("All settings")});
    m_start->setDensity(QStringLiteral("large"));
    body()->addWidget(m_way, 0, Qt::AlignLeft);
    body()->addWidget(m_form);
    body()->addWidget(m_preflight);
    body()->addWidget(m_start);
    body()->addStretch(1);
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(kDebounceMs);
    connectParts();
    setGuided(false);
}

void NewRunPanel::connectParts() {
    connect(m_way, &ToggleBar::currentChanged, this, [this](int way) { setGuided(way == 0); });
    connect(&m_debounce, &QTimer::timeout, this, [this] { check(); });
    connect(m_form, &NewRunForm::edited, this, &NewRunPanel::checkSoon);
    connect(m_form, &NewRunForm::filterChanged, this, &NewRunPanel::preferencesWanted);
    connect(m_preflight, &PreflightView::stepWanted, this, [this] { check(true); });
    connect(m_start, &QPushButton::clicked, this, &NewRunPanel::startRun);
    connect(&m_runs, &RunService::preflightFinished, this, [this](const nlohmann::json& report) {
        m_preflight->showReport(report);
        m_start->setDisabledReason(
            m_preflight->isReady() ? QString() : tr("What is marked above stops the run."));
    });
    connect(&m_runs, &RunService::preflightFailed, this,
            [this](const Error& error) { showProblem(QString::fromStdString(error.text())); });
    connect(&m_runs, &RunService::runCreated, this, [this] {
        if (std::exchange(m_starting, false))
            Q_EMIT closed();
    });
    connect(&m_runs, &RunService::runFailed, this, [this](const QString&, const Error& error) {
        if (std::exchange(m_starting, false))
            showProblem(QString::fromStdString(error.text()));
    });
}

void NewRunPanel::setGuided(bool guided) {
    m_way->setCurrent(guided ? 0 : 1);
    m_form->setGuided(guided);
}

void NewRunPanel::open(bool guided) {
    m_starting = false;
    setGuided(guided);
    m_preflight->showWaiting();
    m_start->setDisabledReason(tr("Rows and tokens are being counted."));
    m_form->focusFirst();
    Q_EMIT preferencesWanted();
}

void NewRunPanel::checkSoon() {
    if (!isVisible())
        return;
    m_start->setDisabledReason(tr("Rows and tokens are being counted."));
    m_debounce.start();
}

void NewRunPanel::check(bool tryStep) {
    const auto run = m_form->newRun();
    if (!run) {
        showProblem(QString::fromStdString(run.error().message));
        return;
    }
    m_debounce.stop();
    m_preflight->showWaiting(tryStep);
    m_start->setDisabledReason(tryStep ? tr("One step is being tried.")
                                       : tr("Rows and tokens are being counted."));
    m_runs.preflight(*run, tryStep);
}

void NewRunPanel::showProblem(const QString& words) {
    m_preflight->showError(words);
    m_start->setDisabledReason(words);
}

void NewRunPanel::startRun() {
    const auto run = m_form->newRun();
    if (!run) {
        showProblem(QString::fromStdString(run.error().message));
        return;
    }
    m_starting = true;
    m_start->setDisabledReason(tr("The run is being written."));
    m_runs.createAndStart(*run);
}

void NewRunPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               event->modifiers() & Qt::ControlModifier) {
        m_start->click();
    } else {
        SidePanel::keyPressEvent(event);
    }
}

} // namespace tiebreak
