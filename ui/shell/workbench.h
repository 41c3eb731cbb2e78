// The whole program behind one window: theme, settings, and for the open workspace its services and
// main window. Opening another workspace ends these and makes new ones. One object, the window's
// thread.
#pragma once

#include "base/result.h"
#include "ui/services/engine_client.h"
#include "ui/services/settings_service.h"
#include "ui/shell/language.h"
#include "ui/widgets/theme.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <optional>

class QApplication;

namespace tiebreak {

class MainWindow;
class WorkspaceParts;
struct Services;

struct WorkbenchOptions {
    std::filesystem::path settingsFile;
    std::filesystem::path modelsFolder;
    QString engineProgram;
    QStringList engineArguments{"serve"};
    std::optional<QString> theme;    ///< over the settings, not remembered
    std::optional<double> fontScale; ///< likewise
    std::optional<QString> language; ///< likewise
};

class Workbench : public QObject {
    Q_OBJECT

public:
    Workbench(QApplication& application, WorkbenchOptions options);
    ~Workbench() override;

    /// Opens the workspace and shows its window; the one before goes.
    Status open(const std::filesystem::path& folder);

    MainWindow* window() const { return m_window.get(); }
    Services& services() { return *m_services; }
    SettingsService& settings() { return m_settings; }
    Theme& theme() { return m_theme; }

Q_SIGNALS:
    void firstPainted();

private:
    void applyAppearance(const Settings& values);
    void settingsChanged(const Settings& before, const Settings& now);
    void connectWindow();
    void connectTroubles();
    void sayReplaced(const QString& aside);
    void requestWorkspace(const QString& folder, bool make);
    void copyReport();

    QApplication& m_application;
    WorkbenchOptions m_options;
    SettingsService m_settings;
    Theme m_theme;
    Language m_language;
    std::unique_ptr<WorkspaceParts> m_parts;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace tiebreak
