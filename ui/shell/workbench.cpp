#include "ui/shell/workbench.h"

#include "ui/services/model_session.h"
#include "ui/services/run_service.h"
#include "ui/services/services.h"
#include "ui/services/store_service.h"
#include "ui/services/workspace_service.h"
#include "ui/shell/main_window.h"
#include "ui/shell/report.h"
#include "ui/shell/store_troubles.h"
#include "ui/shell/workspace_parts.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMetaEnum>
#include <QTimer>

namespace tiebreak {

Workbench::Workbench(QApplication& application, WorkbenchOptions options)
    : m_application(application)
    , m_options(std::move(options))
    , m_settings(m_options.settingsFile) {
    m_language.apply(m_options.language.value_or(m_settings.values().language));
    applyAppearance(m_settings.values());
    connect(&m_settings, &SettingsService::changed, this, &Workbench::settingsChanged);
}

Workbench::~Workbench() = default;

void Workbench::applyAppearance(const Settings& values) {
    const auto theme = m_options.theme.value_or(values.theme);
    const auto choice = theme == "dark"    ? Theme::Choice::Dark
                        : theme == "light" ? Theme::Choice::Light
                                           : Theme::Choice::System;
    m_theme.setMotionReduced(values.reduceMotion);
    m_theme.apply(m_application, choice, m_options.fontScale.value_or(values.fontScale));
}

void Workbench::settingsChanged(const Settings& before, const Settings& now) {
    // A person's choice wins over what the command line set for this start.
    if (now.theme != before.theme)
        m_options.theme.reset();
    if (now.fontScale != before.fontScale)
        m_options.fontScale.reset();
    if (now.language != before.language)
        m_language.apply(now.language);
    if (now.theme != before.theme || now.fontScale != before.fontScale ||
        now.reduceMotion != before.reduceMotion)
        applyAppearance(now);
}

Status Workbench::open(const std::filesystem::path& folder) {
    TB_ASSIGN(auto workspace, WorkspaceService::open(folder));
    m_window.reset();
    m_services.reset();
    m_parts.reset();
    m_parts = std::make_unique<WorkspaceParts>(
        std::move(workspace), m_options.engineProgram, m_options.engineArguments, m_settings,
        QString::fromStdString(m_options.modelsFolder.string()));
    m_services = std::make_unique<Services>(m_parts->services());
    m_window = std::make_unique<MainWindow>(m_theme, *m_services);
    connectWindow();
    m_window->show();
    m_settings.rememberWorkspace(QString::fromStdString(m_parts->workspace().folder().string()));
    return {};
}

void Workbench::connectWindow() {
    auto* window = m_window.get();
    if (!m_settings.problem().isEmpty())
        window->banners().show(
            "settings", Banner::Tone::Warn,
            tr("Settings could not be read: %1. Defaults are in force.").arg(m_settings.problem()));
    connect(window, &MainWindow::firstPainted, this, &Workbench::firstPainted);
    // Starting a process costs milliseconds that belong to the first paint.
    connect(window, &MainWindow::firstPainted, &m_parts->engine(), &EngineClient::start);
    connect(window, &MainWindow::firstPainted, m_parts.get(), &WorkspaceParts::findModels);
    connectTroubles();
    connect(window, &MainWindow::reportRequested, this, &Workbench::copyReport);
    connect(window, &MainWindow::quitRequested, &m_application, &QCoreApplication::quit);
    // Queued: the window that asks is the one that goes.
    connect(window, &MainWindow::workspaceRequested, this, &Workbench::requestWorkspace,
            Qt::QueuedConnection);
}

void Workbench::connectTroubles() {
    auto* window = m_window.get();
    showStoreTroubles(m_parts->store(), *window);
    // Every page shows what was in the workspace before, so all are made anew.
    connect(
        &m_parts->store(), &StoreService::replaced, this,
        [this](const QString& aside) {
            if (open(m_parts->workspace().folder()))
                sayReplaced(aside);
        },
        Qt::QueuedConnection);
    connect(&m_parts->runs(), &RunService::runFinished, window, [window](const RunSnapshot& run) {
        auto* banner = window->banners().show(
            QStringLiteral("finished-") + run.id, Banner::Tone::Info,
            tr("%1 has finished after %2 steps.").arg(run.id).arg(run.state.step));
        auto* look = banner->addButton(tr("See its curves"));
        connect(look, &QPushButton::clicked, window, [window, banner, id = run.id] {
            window->showPage("train", id);
            window->banners().remove(QStringLiteral("finished-") + id);
        });
    });
}

void Workbench::sayReplaced(const QString& aside) {
    const auto words = aside.isEmpty() ? tr("The backup is restored.")
                                       : tr("Done. What was here before is kept as %1.").arg(aside);
    m_window->banners().show("replaced", Banner::Tone::Info, words);
}

void Workbench::requestWorkspace(const QString& folder, bool make) {
    if (folder.isEmpty()) {
        auto* dialog = new QFileDialog(m_window.get(),
                                       make ? tr("Choose an empty folder for the new workspace")
                                            : tr("Choose a workspace folder"));
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(
            dialog, &QFileDialog::fileSelected, this,
            [this, make](const QString& chosen) { requestWorkspace(chosen, make); },
            Qt::QueuedConnection);
        dialog->open();
        return;
    }
    const auto status = open(folder.toStdString());
    if (!status)
        m_window->banners().show("workspace", Banner::Tone::Bad,
                                 QString::fromStdString(status.error().message));
}

void Workbench::copyReport() {
    const auto& engine = m_parts->engine();
    const auto state = QMetaEnum::fromType<EngineClient::State>().valueToKey(int(engine.state()));
    QApplication::clipboard()->setText(
        makeReport({QCoreApplication::applicationVersion(), engine.hello(), state,
                    m_parts->models().loaded().value_or(LoadedReply{}), engine.lastLog()}));
    m_window->banners().show("report", Banner::Tone::Ok,
                             tr("The report is on the clipboard. Read it before you send it."));
}

} // namespace tiebreak
