// The real window over a fresh workspace, with the real engine and the starter model, driven by
// keys.
#pragma once

#include "ui/label/label_page.h"
#include "ui/models/models_page.h"
#include "ui/playground/first_run_view.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/query_card.h"
#include "ui/services/model_catalogue.h"
#include "ui/services/model_session.h"
#include "ui/services/run_service.h"
#include "ui/services/store_service.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"
#include "ui/train/train_page.h"

#include <QApplication>
#include <QDir>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace tiebreak {

class RealWindow {
public:
    RealWindow() {
        QDir(m_folder.path()).mkdir("models");
        QFile::link(TIEBREAK_STARTER_MODEL,
                    m_folder.filePath("models/SmolLM2-135M-Instruct.Q4_1.gguf"));
        open();
    }

    void open() {
        WorkbenchOptions options;
        options.settingsFile = m_folder.filePath("settings.json").toStdString();
        options.modelsFolder = m_folder.filePath("models").toStdString();
        options.engineProgram = QStringLiteral(TIEBREAK_BIN_DIR "/tiebreak-engine");
        options.theme = "light";
        options.language = "en";
        m_bench = std::make_unique<Workbench>(*qApp, options);
        m_bench->settings().change([](Settings& values) { values.saveOnChoice = true; });
        if (!m_bench->open(workspace().toStdString()).ok())
            qFatal("the workspace does not open");
        (void)QTest::qWaitForWindowActive(m_bench->window());
    }

    void close() { m_bench.reset(); }

    QString workspace() const { return m_folder.filePath("workspace"); }
    MainWindow& window() { return *m_bench->window(); }
    Services& services() { return m_bench->services(); }
    template <class P>
    P& page(const QString& id) {
        window().showPage(id);
        return *qobject_cast<P*>(window().page(id));
    }

    void press(int key, Qt::KeyboardModifiers modifiers = {}) {
        auto* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &window(), Qt::Key(key), modifiers);
    }

    Action* action(Page& page, const QString& id) { return page.findChild<Action*>(id); }

    /// The window as it is, in every look, where TIEBREAK_SHOTS names a folder.
    void shoot(const QString& name) {
        const QString folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (folder.isEmpty())
            return;
        struct Look {
            const char* suffix;
            Theme::Choice theme;
            double scale;
        };
        for (const Look& look :
             {Look{"-dark", Theme::Choice::Dark, 1.0}, Look{"-125", Theme::Choice::Light, 1.25},
              Look{"", Theme::Choice::Light, 1.0}}) {
            m_bench->theme().apply(*qApp, look.theme, look.scale);
            QTest::qWait(300);
            window().grab().save(folder + QLatin1Char('/') + name + QLatin1String(look.suffix) +
                                 QStringLiteral(".png"));
        }
    }

    /// Types the query and presses Ctrl+Enter.
    void ask(const QString& query) {
        auto& playground = page<PlaygroundPage>("playground");
        auto* first = playground.findChild<FirstRunView*>();
        if (first && first->isVisible())
            first->setText(query);
        else
            playground.findChild<QueryCard*>()->setText(query);
        action(playground, "playground.generate")->trigger();
    }

    bool isAnswered(int rows) {
        auto* playground = qobject_cast<PlaygroundPage*>(window().page("playground"));
        const auto& generation = playground->generation();
        if (generation.isActive() || int(generation.rows().size()) != rows)
            return false;
        return std::all_of(generation.rows().begin(), generation.rows().end(),
                           [](const RowState& row) { return row.isOver(); });
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Workbench> m_bench;
};

} // namespace tiebreak
