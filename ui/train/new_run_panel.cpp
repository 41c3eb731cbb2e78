#include "ui/train/new_run_panel.h"

#include "ui/train/new_run_form.h"
#include "ui/train/preflight_view.h"
#include "ui/widgets/action_button.h"

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
    , m_form(new NewRunForm(theme, this))
    , m_preflight(new PreflightView(theme, this)) {
    setTitle(tr("New run"));
    auto* close = new ActionButton(theme, tr("Close"), QStringLiteral("close"), Qt::Key_Escape,
                                   Action::Kind::Quiet, this);
    titleRow()->addWidget(close);
    body()->addWidget(m_form);
    body()->addWidget(m_preflight);
    m_start =
        new ActionButton(theme, tr("Start"), QStringLiteral("train"),
                         QKeySequence(Qt::CTRL | Qt::Key_Return), Action::Kind::Primary, this);
    m_start->setDensity(QStringLiteral("large"));
    body()->addWidget(m_start);
    body()->addStretch(1);
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(kDebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &NewRunPanel::check);
    connect(m_form, &NewRunForm::edited, this, &NewRunPanel::checkSoon);
    connect(m_form, &NewRunForm::filterChanged, this, &NewRunPanel::preferencesWanted);
    connect(close, &QPushButton::clicked, this, &NewRunPanel::closed);
    connect(m_start, &QPushButton::clicked, this, &NewRunPanel::startRun);
    connect(&runs, &RunService::preflightFinished, this, [this](const nlohmann::json& report) {
        m_preflight->showReport(report);
        m_start->setDisabledReason(m_preflight->isReady() ? QString()
                                                          : tr("No row can be trained on."));
    });
    connect(&runs, &RunService::preflightFailed, this,
            [this](const Error& error) { showProblem(QString::fromStdString(error.text())); });
    connect(&runs, &RunService::runCreated, this, [this] {
        if (std::exchange(m_starting, false))
            Q_EMIT closed();
    });
    connect(&runs, &RunService::runFailed, this, [this](const QString&, const Error& error) {
        if (std::exchange(m_starting, false))
            showProblem(QString::fromStdString(error.text()));
    });
}

void NewRunPanel::open() {
    m_starting = false;
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

void NewRunPanel::check() {
    const auto run = m_form->newRun();
    if (!run) {
        showProblem(QString::fromStdString(run.error().message));
        return;
    }
    m_preflight->showWaiting();
    m_runs.preflight(*run);
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
