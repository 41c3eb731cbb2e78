// Drives the real window with a fake engine: pages, keys, the Playground from the first run to stop
// and restart.
#include "strict_messages.h"
#include "ui/playground/column_strip.h"
#include "ui/playground/first_run_view.h"
#include "ui/playground/parameter_panel.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/query_card.h"
#include "ui/playground/response_column.h"
#include "ui/playground/response_view.h"
#include "ui/services/services.h"
#include "ui/services/store_service.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/fuzzy_match.h"
#include "ui/shell/main_window.h"
#include "ui/shell/report.h"
#include "ui/shell/workbench.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/parameter_row.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace tiebreak;

class TestShell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_strict = std::make_unique<StrictMessages>(); }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QDir(m_folder->path()).mkdir("models");
        QFile model(m_folder->filePath("models/Tiny.Q4_1.gguf"));
        QVERIFY(model.open(QIODevice::WriteOnly));
    }

    void cleanup() {
        m_bench.reset();
        m_folder.reset();
    }

    void firstRun_fieldHasTheFocusAndTwoKeysGiveFourResponses() {
        start("obey");
        QVERIFY(playground().findChild<FirstRunView*>()->isVisible());
        QVERIFY(qobject_cast<QPlainTextEdit*>(QApplication::focusWidget()));
        press(Qt::Key_E, Qt::ControlModifier);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        QVERIFY(strip().isVisible());
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(strip().column(i)->stateWord(), QString("End of text"));
            QVERIFY(strip().column(i)->text().startsWith("word0 word1"));
        }
        QTRY_VERIFY(m_bench->settings().values().firstRunDone);
    }

    void responses_areStoredWithTheirProvenance() {
        start("obey");
        ask("Why is the sky blue?");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        auto& store = *m_bench->services().store;
        auto prompts = store.submit([](Store& s) { return s.recentPrompts(5); });
        QTRY_VERIFY(prompts.isFinished());
        QCOMPARE(prompts.result()->size(), size_t(1));
        const auto prompt = prompts.result()->front();
        QCOMPARE(prompt.text, std::string("Why is the sky blue?"));
        auto samples = store.submit([id = prompt.id](Store& s) { return s.samplesOfPrompt(id); });
        QTRY_VERIFY(samples.isFinished());
        QCOMPARE(samples.result()->size(), size_t(4));
        const auto sample = samples.result()->front();
        QCOMPARE(sample.ids.size(), size_t(12));
        QCOMPARE(sample.logprobs.size(), size_t(12));
        QCOMPARE(sample.modelHash, std::string("abc"));
        QCOMPARE(sample.renderedPrompt, std::string("<|user|>Why is the sky blue?"));
        QCOMPARE(sample.parameters["temperature"].get<double>(), 0.2);
        QCOMPARE(sample.stop, std::string("eos"));
        QVERIFY(sample.seed > 0);
    }

    void stop_keepsTheTextsAndSaysWhere() {
        start("slow");
        ask("Go on for ever");
        QTRY_VERIFY_WITH_TIMEOUT(strip().column(0)->text().size() > 30, 10000);
        press(Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 5000);
        QVERIFY(strip().column(0)->stateWord().startsWith("Stopped at "));
        QVERIFY(strip().column(0)->text().startsWith("word0 "));
        // Idle again: Esc belongs to fields.
        QVERIFY(!action("playground.stop")->isEnabled());
    }

    void engineDeath_keepsTheTextsAndF5StartsAnew() {
        start("segv");
        ask("Fall over");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        QVERIFY(strip().column(1)->text().startsWith("word0 "));
        QVERIFY(strip().column(1)->stateWord().startsWith("Stopped at "));
        const auto* banner = playground().findChild<BannerStack*>()->banner("engine");
        QVERIFY(banner);
        QVERIFY(banner->text().contains("Nothing saved is lost"));
        QSignalSpy hello(m_bench->services().engine, &EngineClient::helloReceived);
        press(Qt::Key_F5);
        QVERIFY(hello.wait(5000));
        QVERIFY(!playground().findChild<BannerStack*>()->has("engine"));
    }

    void modelThatCannotBeLoaded_isSaidAndTheQueryIsNotLost() {
        start("refuse");
        ask("Anything");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        QVERIFY(playground().findChild<BannerStack*>()->has("model"));
        QCOMPARE(playground().findChild<QueryCard*>()->text(), QString("Anything"));
    }

    void hostileText_isShownAsTheCharactersItIs() {
        start("obey");
        ask("x");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        auto* view = strip().column(0)->view();
        const QString hostile =
            "<b>bold</b><img src='file:///etc/passwd'>&amp; **x** <|im_end|> \u202Eabc";
        view->showText(hostile);
        QCOMPARE(view->toPlainText(), hostile);
        QVERIFY(!view->toHtml().contains("<img"));
    }

    void digits_chooseColumnsAndLettersAct() {
        start("obey");
        ask("x");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        press(Qt::Key_3);
        QCOMPARE(strip().current(), 2);
        press(Qt::Key_8);
        QCOMPARE(strip().current(), 2);
        press(Qt::Key_Z);
        QVERIFY(strip().column(2)->isFolded());
        press(Qt::Key_Z);
        QVERIFY(!strip().column(2)->isFolded());
        auto* panel = playground().findChild<ParameterPanel*>();
        press(Qt::Key_P);
        QVERIFY(!panel->isVisible());
        press(Qt::Key_P);
        QVERIFY(panel->isVisible());
        press(Qt::Key_K);
        QTRY_VERIFY(strip().column(2)->findChild<ActionButton*>()->isChecked());
    }

    void parameters_belongToTheirColumnOrToAll() {
        start("obey");
        ask("x");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        press(Qt::Key_2);
        auto* temperature = playground().findChild<ParameterRow*>("temperature");
        QCOMPARE(temperature->value(), 0.7);
        press(Qt::Key_N);
        QCOMPARE(temperature->value(), 1.0);
        press(Qt::Key_1);
        QCOMPARE(temperature->value(), 0.2);
    }

    void autoscroll_stopsWhenScrolledUp() {
        start("obey");
        ask("x");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        auto* view = strip().column(0)->view();
        auto text = QString("line\n").repeated(200);
        view->showText(text);
        auto* bar = view->verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());
        bar->setValue(10);
        view->showText(text += "more\n");
        QCOMPARE(bar->value(), 10);
        bar->setValue(bar->maximum());
        view->showText(text += "and more\n");
        QCOMPARE(bar->value(), bar->maximum());
    }

    void pagesAndPalette_areReachedByKeys() {
        start("obey");
        press(Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(m_bench->window()->currentPage(), QString("settings"));
        press(Qt::Key_K, Qt::ControlModifier);
        auto* list = m_bench->window()->findChild<CommandPalette*>()->findChild<QListView*>();
        QVERIFY(list->isVisible());
        auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, "plgr");
        QCOMPARE(list->model()->index(0, 0).data().toString(), QString("Playground"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_bench->window()->currentPage(), QString("playground"));
        QVERIFY(!list->isVisible());
        QCOMPARE(m_bench->settings().values().recentActions.first(), QString("go.playground"));
    }

    void f6_goesThroughTheRegions() {
        start("obey");
        QSet<QWidget*> seen;
        for (int i = 0; i < 6; ++i) {
            press(Qt::Key_F6);
            seen << QApplication::focusWidget();
        }
        QVERIFY(seen.size() >= 3);
        QVERIFY(!seen.contains(nullptr));
    }

    void settings_areInForceAtOnce() {
        start("obey");
        m_bench->settings().change([](Settings& values) { values.theme = "dark"; });
        QVERIFY(m_bench->theme().isDark());
        m_bench->settings().change([](Settings& values) { values.fontScale = 1.5; });
        QCOMPARE(m_bench->theme().size("control"), 42);
    }

    void language_changesEveryTextAtRunTime() {
        if (!QFile::exists(":/i18n/tiebreak_de.qm"))
            QSKIP("built without translations");
        start("obey");
        QCOMPARE(action("playground.generate")->text(), QString("Generate"));
        m_bench->settings().change([](Settings& values) { values.language = "de"; });
        QTRY_COMPARE(action("playground.generate")->text(), QString("Erzeugen"));
        QCOMPARE(playground().findChild<QPlainTextEdit*>()->window(), m_bench->window());
        m_bench->settings().change([](Settings& values) { values.language = "en"; });
        QTRY_COMPARE(action("playground.generate")->text(), QString("Generate"));
        QLocale::setDefault(QLocale::c());
    }

    void secondWindowOnTheSameWorkspace_isToldSo() {
        start("obey");
        const auto folder = m_folder->filePath("workspace").toStdString();
        StoreService second(folder);
        QSignalSpy refused(&second, &StoreService::openFailed);
        QVERIFY(refused.wait(10000));
        QVERIFY(refused[0][0].value<Error>().code == ErrorCode::Busy);
    }

    void report_hasNoPathsAndNoPrompts() {
        start("obey");
        ask("my secret prompt");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        Q_EMIT m_bench->window()->reportRequested();
        const auto report = QApplication::clipboard()->text();
        QVERIFY(report.contains("Tiebreak"));
        QVERIFY(report.contains("fake engine at …"));
        QVERIFY(!report.contains("secret"));
        QVERIFY(!report.contains("/home"));
        QCOMPARE(withoutPaths("read /a/b c.txt"), QString("read … c.txt"));
        QCOMPARE(withoutPaths("1/2 of it"), QString("1/2 of it"));
    }

    void fuzzy_prefersStartsOfWords() {
        QVERIFY(!fuzzyScore("xyz", "Export"));
        QVERIFY(*fuzzyScore("nr", "New run") > *fuzzyScore("nr", "Generate"));
        QVERIFY(*fuzzyScore("exp", "Export run") > *fuzzyScore("exp", "Keep example"));
    }

    void everyWidget_hasAnUnshapedFontAndAName() {
        start("obey");
        ask("x");
        QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 10000);
        QTRY_VERIFY(m_bench->window()->page("settings"));
        for (auto* widget : m_bench->window()->findChildren<QWidget*>()) {
            QVERIFY2(widget->font().styleStrategy() & QFont::PreferNoShaping,
                     widget->metaObject()->className());
            auto* button = qobject_cast<QAbstractButton*>(widget);
            if (button && button->isVisible())
                QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                         button->metaObject()->className());
            if (const auto* label = qobject_cast<QLabel*>(widget);
                label && !label->text().isEmpty())
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    /// Pictures for the eye, written where TIEBREAK_SHOTS says.
    void pictures() {
        const auto folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (folder.isEmpty())
            QSKIP("TIEBREAK_SHOTS is not set");
        const std::tuple<const char*, const char*, double> looks[] = {
            {"light", "light", 1.0}, {"dark", "dark", 1.0}, {"light-125", "light", 1.25}};
        for (const auto& [name, theme, scale] : looks) {
            start("slow", theme, scale);
            QTRY_VERIFY(m_bench->services().models != nullptr);
            QTest::qWait(600);
            shoot(folder + "/first-run-" + name + ".png");
            ask("Explain to a ten-year-old why the sky is blue.");
            QTest::qWait(1200);
            press(Qt::Key_2);
            shoot(folder + "/playground-" + name + ".png");
            press(Qt::Key_Escape);
            QTRY_COMPARE_WITH_TIMEOUT(overRows(), 4, 5000);
            shoot(folder + "/stopped-" + name + ".png");
            press(Qt::Key_Question, Qt::ShiftModifier);
            shoot(folder + "/keys-" + name + ".png");
            press(Qt::Key_Escape);
            press(Qt::Key_K, Qt::ControlModifier);
            shoot(folder + "/palette-" + name + ".png");
            press(Qt::Key_Escape);
            press(Qt::Key_Comma, Qt::ControlModifier);
            shoot(folder + "/settings-" + name + ".png");
            m_bench->settings().change([](Settings& values) { values.firstRunDone = false; });
            m_bench.reset();
            QFile::remove(m_folder->filePath("settings.json"));
        }
    }

private:
    void start(const QString& mode, const QString& theme = "light", double scale = 1.0) {
        WorkbenchOptions options;
        options.settingsFile = m_folder->filePath("settings.json").toStdString();
        options.modelsFolder = m_folder->filePath("models").toStdString();
        options.engineProgram = TIEBREAK_FAKE_ENGINE;
        options.engineArguments = {mode};
        options.theme = theme;
        options.fontScale = scale;
        options.language = "en";
        m_bench = std::make_unique<Workbench>(*qApp, options);
        QSignalSpy painted(m_bench.get(), &Workbench::firstPainted);
        QVERIFY(m_bench->open(m_folder->filePath("workspace").toStdString()).ok());
        QVERIFY(QTest::qWaitForWindowActive(m_bench->window()));
        QVERIFY(painted.count() > 0 || painted.wait(5000));
    }

    void shoot(const QString& file) {
        QTest::qWait(100);
        QVERIFY(m_bench->window()->grab().save(file));
    }

    PlaygroundPage& playground() {
        return *qobject_cast<PlaygroundPage*>(m_bench->window()->page("playground"));
    }
    ColumnStrip& strip() { return *playground().findChild<ColumnStrip*>(); }
    Action* action(const QString& id) { return playground().findChild<Action*>(id); }

    /// Where the keyboard is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        auto* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_bench->window(), key, modifiers);
    }

    void ask(const QString& query) {
        auto* first = playground().findChild<FirstRunView*>();
        if (first->isVisible())
            first->setText(query);
        else
            playground().findChild<QueryCard*>()->setText(query);
        press(Qt::Key_Return, Qt::ControlModifier);
    }

    int overRows() {
        int out = 0;
        for (const auto& row : playground().generation().rows())
            out += row.isOver();
        return playground().generation().isActive() ? 0 : out;
    }

    std::unique_ptr<StrictMessages> m_strict;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
