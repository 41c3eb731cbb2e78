// The real window over a workspace that is there already, with the fake engine, driven by keys.
#pragma once

#include "ui/label/label_page.h"
#include "ui/services/store_service.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"

#include <QApplication>
#include <QLabel>
#include <QtTest>

#include <filesystem>
#include <memory>

namespace tiebreak {

class WindowOverWorkspace {
public:
    explicit WindowOverWorkspace(const std::filesystem::path& workspace,
                                 const std::filesystem::path& settings) {
        WorkbenchOptions options;
        options.settingsFile = settings;
        options.modelsFolder = settings.parent_path() / "models";
        options.engineProgram = QStringLiteral(TIEBREAK_FAKE_ENGINE);
        options.engineArguments = QStringList{"obey"};
        options.theme = "light";
        options.language = "en";
        m_bench = std::make_unique<Workbench>(*qApp, options);
        if (!m_bench->open(workspace).ok())
            qFatal("the window does not open");
        if (!QTest::qWaitForWindowActive(window()))
            qFatal("the window does not come up");
        window()->showPage("label");
    }

    Workbench& bench() { return *m_bench; }
    MainWindow* window() { return m_bench->window(); }
    LabelPage* label() { return qobject_cast<LabelPage*>(window()->page("label")); }

    bool waitForPair(int milliseconds = 20'000) {
        return QTest::qWaitFor(
            [this] {
                auto* step = label()->findChild<Action*>("label.step2");
                return step && step->isEnabled();
            },
            milliseconds);
    }
    void press(Qt::Key key) {
        auto* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : static_cast<QWidget*>(window()), key);
    }
    bool shows(const QString& words) {
        for (const auto* label : window()->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

private:
    std::unique_ptr<Workbench> m_bench;
};

} // namespace tiebreak
