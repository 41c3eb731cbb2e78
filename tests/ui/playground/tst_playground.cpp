// Drives the Playground in the real window with a fake engine: the grid, every part of the panel,
// the conversation's tree, search, files, replay and expected reward, by keys wherever there are
// some.
#include "strict_messages.h"
#include "ui/playground/column_strip.h"
#include "ui/playground/column_tools.h"
#include "ui/playground/compare_card.h"
#include "ui/playground/conversation_strip.h"
#include "ui/playground/edit_card.h"
#include "ui/playground/expected_reward_panel.h"
#include "ui/playground/first_run_view.h"
#include "ui/playground/history_panel.h"
#include "ui/playground/parameter_panel.h"
#include "ui/playground/playground_files.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/preset_bar.h"
#include "ui/playground/processor_order_view.h"
#include "ui/playground/prompt_queue.h"
#include "ui/playground/query_card.h"
#include "ui/playground/rendered_prompt_view.h"
#include "ui/playground/response_column.h"
#include "ui/playground/response_view.h"
#include "ui/playground/text_parameter_row.h"
#include "ui/services/services.h"
#include "ui/services/store_service.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner_stack.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_row.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTextEdit>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace tiebreak;

namespace {
constexpr int kPatience = 20'000; // ms, on a busy machine
}

class TestPlayground : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_strict = std::make_unique<StrictMessages>(); }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QDir(m_folder->path()).mkdir("models");
        for (const char* name : {"models/Tiny.Q4_1.gguf", "models/Other.Q4_1.gguf"}) {
            QFile model(m_folder->filePath(name));
            QVERIFY(model.open(QIODevice::WriteOnly));
        }
    }

    void cleanup() {
        m_bench.reset();
        m_folder.reset();
    }

    void grid_makesColumnsThatAllAnswer() {
        start("obey");
        answered("x", 4);
        press(Qt::Key_D);
        auto* card = page().findChild<CompareCard*>();
        QTRY_VERIFY(card->isVisible());
        card->setAxis(0, "temperature", "0.5 9");
        QVERIFY2(card->sentence().contains("“9”"), qPrintable(card->sentence()));
        card->setAxis(0, "temperature", "0.5 1");
        card->setAxis(1, "top_k", "0 40");
        card->setSeeds(2);
        QVERIFY2(card->sentence().contains("8 columns"), qPrintable(card->sentence()));
        auto* values = card->findChild<QLineEdit*>();
        values->setFocus();
        QTest::keyClick(values, Qt::Key_Return);
        QCOMPARE(strip().count(), 8);
        QVERIFY(!card->isVisible());
        answered("y", 8);
        for (int i = 0; i < 8; ++i)
            QVERIFY(strip().column(i)->text().startsWith("word0 word1"));
        const auto all = page().session().parameters().all();
        QCOMPARE(all[0].seed, all[6].seed);
        QVERIFY(all[0].seed != all[1].seed);
        QCOMPARE(all[7].topK, std::int64_t(40));
    }

    void modelVersions_answerSideBySide() {
        start("obey");
        answered("x", 4);
        const auto& choices = m_bench->services().models->choices();
        QCOMPARE(choices.size(), size_t(2));
        page().session().parameters().setModel(0, choices[0].id);
        page().session().parameters().setModel(1, choices[1].id);
        answered("y", 4);
        const auto* first = page().session().shown(0);
        const auto* second = page().session().shown(1);
        QVERIFY(first && second);
        QVERIFY(first->versionId != second->versionId);
        QVERIFY(first->modelName != second->modelName);
    }

    void pinnedColumn_keepsItsResponse() {
        start("obey");
        answered("x", 4);
        press(Qt::Key_2);
        press(Qt::Key_A);
        QVERIFY(page().session().isPinned(1));
        const auto kept = page().generation().rows()[1].sampleId;
        const auto gone = page().generation().rows()[0].sampleId;
        answered("y", 4);
        QCOMPARE(page().generation().rows()[1].sampleId, kept);
        QVERIFY(page().generation().rows()[0].sampleId != gone);
        press(Qt::Key_A);
        QVERIFY(!page().session().isPinned(1));
    }

    void facts_standUnderEachResponse() {
        start("obey");
        answered("x", 4);
        QTRY_VERIFY(shows("12 words"));
        QVERIFY(shows("1 of 4"));
        QVERIFY(shows("distinct 1.00 1.00"));
    }

    void panel_findsParametersAndOpensTheirGroups() {
        start("obey");
        answered("x", 4);
        auto* row = page().findChild<ParameterRow*>("dry_multiplier");
        QVERIFY(!row->isVisible());
        panel().searchField()->setText("dry");
        QTRY_VERIFY(row->isVisible());
        QVERIFY(!page().findChild<ParameterRow*>("top_k")->isVisible());
        panel().searchField()->clear();
        QVERIFY(!row->isVisible());
        QVERIFY(page().findChild<ParameterRow*>("top_k")->isVisible());
    }

    void textParameters_reachTheColumnAndSayWhatTheyCannotRead() {
        start("obey");
        answered("x", 4);
        auto* stop = page().findChild<TextParameterRow*>("stop");
        auto* text = qobject_cast<QPlainTextEdit*>(stop->field());
        text->setPlainText("word3");
        QCOMPARE(page().session().parameters().at(0).stop, std::vector<std::string>{"word3"});
        auto* bias = page().findChild<TextParameterRow*>("logit_bias");
        qobject_cast<QPlainTextEdit*>(bias->field())->setPlainText("nonsense");
        QVERIFY(bias->hasError());
        QVERIFY(panel().hasError());
        press(Qt::Key_2);
        QVERIFY(page().session().parameters().at(1).stop.empty());
    }

    void processorOrder_isMovedByKeys() {
        start("obey");
        answered("x", 4);
        press(Qt::Key_O);
        auto* order = panel().order();
        QVERIFY(order->isEditing());
        const auto before = order->order();
        QVERIFY(before.size() > 10);
        QTest::keyClick(order, Qt::Key_Home);
        QTest::keyClick(order, Qt::Key_Right);
        QTest::keyClick(order, Qt::Key_Right, Qt::AltModifier);
        const auto after = page().session().parameters().at(0).order;
        QCOMPARE(after.size(), before.size());
        QCOMPARE(after[2], before[1]);
        QCOMPARE(after[1], before[2]);
        QCOMPARE(order->current(), 2);
        QVERIFY(order->accessibleName().contains("place 3"));
    }

    void presets_areSavedUnderANameAndStay() {
        start("obey");
        answered("x", 4);
        page().session().parameters().edit(0, [](SamplingParameters& p) { p.topK = 17; });
        auto* bar = panel().presets();
        QVERIFY(bar->choices()->currentText().contains("own values"));
        bar->askName();
        QTest::keyClicks(bar->nameField(), "seventeen");
        QTest::keyClick(bar->nameField(), Qt::Key_Return);
        QTRY_COMPARE(bar->choices()->currentText(), QString("Preset: seventeen"));
        const auto file = m_folder->filePath("presets.json");
        page().files().writePresets(file);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(settingHas("sampling_presets", "seventeen"), kPatience);
        m_bench.reset();
        start("obey");
        page().findChild<FirstRunView*>();
        QTRY_VERIFY_WITH_TIMEOUT(panel().presets()->choices()->findText("Preset: seventeen") >= 0,
                                 kPatience);
        QFile broken(m_folder->filePath("broken.json"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{}");
        broken.close();
        page().files().readPresets(broken.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(page().findChild<BannerStack*>()->has("file"), kPatience);
        QVERIFY(page().findChild<BannerStack*>()->banner("file")->text().contains("broken.json"));
    }

    void renderedPrompt_isShownWithItsSpecialsAndItsRoom() {
        start("obey");
        answered("hello there", 4);
        press(Qt::Key_R);
        auto* view = page().findChild<RenderedPromptView*>();
        QTRY_COMPARE_WITH_TIMEOUT(view->text()->toPlainText(), QString("<|user|>hello there"),
                                  kPatience);
        QCOMPARE(view->fact(), QString("3 tokens, 256 for the response, of 2 048")
                                   .replace("2 048", QStringLiteral("2\u00A0048")));
        QVERIFY(view->warnings().isEmpty());
        RenderedReply odd{"<s><s>hi", {1, 1, 2}, {"<s>", "<s>", "hi"}, {0, 1}, 4, true};
        view->showPrompt(odd, 100, 98);
        QCOMPARE(view->warnings().size(), 3);
        QVERIFY(view->warnings()[0].contains("BOS"));
        QVERIFY(view->warnings()[1].contains("4 older messages"));
        QVERIFY(view->warnings()[2].contains("Only 97 of 98"));
    }

    void conversation_growsByFollowUpsAndNothingIsOverwritten() {
        start("obey");
        answered("first", 4);
        press(Qt::Key_3);
        press(Qt::Key_F);
        auto* query = page().findChild<QueryCard*>();
        QVERIFY(query->text().isEmpty());
        auto* turns = page().findChild<ConversationStrip*>();
        QVERIFY(turns->isVisible());
        QCOMPARE(turns->count(), 2);
        answered("second", 4);
        QCOMPARE(page().generation().query().history.size(), size_t(2));
        QCOMPARE(turns->count(), 3);
        // Another wording is a sibling; back again by the strip.
        answered("second, otherwise", 4);
        QVERIFY(turns->item(2)->text().contains("2 of 2"));
        turns->setFocus();
        turns->setCurrentRow(2);
        QTest::keyClick(turns, Qt::Key_Left);
        QTRY_COMPARE_WITH_TIMEOUT(query->text(), QString("second"), kPatience);
        QVERIFY(strip().column(0)->text().startsWith("word0"));
        // And back to the beginning.
        turns->setCurrentRow(0);
        QTest::keyClick(turns, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(query->text(), QString("first"), kPatience);
        QCOMPARE(page().session().conversation().tree().prompts.size(), size_t(3));
        QCOMPARE(page().session().conversation().tree().samples.size(), size_t(12));
    }

    void regenerate_addsASiblingThatArrowsReach() {
        start("obey");
        answered("x", 2);
        press(Qt::Key_1);
        const auto before = page().generation().rows()[0].sampleId;
        press(Qt::Key_G);
        QTRY_VERIFY_WITH_TIMEOUT(!page().generation().isActive() &&
                                     page().generation().rows()[0].sampleId != before,
                                 kPatience);
        QCOMPARE(page().session().conversation().responses().size(), size_t(3));
        // The same text with another seed is said.
        QTRY_VERIFY(page().findChild<BannerStack*>()->has("same"));
        press(Qt::Key_Left);
        QVERIFY(page().generation().rows()[0].sampleId != before); // the one between: column 2's
        press(Qt::Key_Left);
        QCOMPARE(page().generation().rows()[0].sampleId, before);
        press(Qt::Key_Left);
        QCOMPARE(page().generation().rows()[0].sampleId, before);
    }

    void continueAndEdit_makeSiblingsThatSayWhereTheyComeFrom() {
        start("obey");
        answered("x", 2);
        press(Qt::Key_1);
        const auto* original = page().session().shown(0);
        QVERIFY(original);
        const auto id = original->id;
        const auto length = original->text.size();
        press(Qt::Key_Return, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(
            idle() && page().session().shown(0) && page().session().shown(0)->id != id, kPatience);
        const auto continued = *page().session().shown(0);
        QCOMPARE(continued.parentId, id);
        QCOMPARE(continued.prefix.size(), length);
        QVERIFY(continued.text.size() > length);
        QCOMPARE(continued.promptIds.size(), size_t(3 + 11)); // without the end of text
        press(Qt::Key_E);
        auto* edit = page().findChild<EditCard*>();
        QVERIFY(edit->isVisible());
        edit->field()->setPlainText("my own words ");
        QTest::keyClick(edit->field(), Qt::Key_Return, Qt::AltModifier);
        QVERIFY(!edit->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(idle() && page().session().shown(0) &&
                                     page().session().shown(0)->prefix == "my own words ",
                                 kPatience);
        QCOMPARE(page().generation().query().prefix, QString("my own words "));
        QVERIFY(strip().column(0)->text().startsWith("my own words word0"));
        QCOMPARE(page().session().conversation().responses().size(), size_t(5));
    }

    void discard_goesToTheBinAndComesBack() {
        start("obey");
        answered("x", 2);
        press(Qt::Key_1);
        press(Qt::Key_X);
        QCOMPARE(strip().column(0)->stateWord(), QString("Discarded"));
        QTRY_VERIFY_WITH_TIMEOUT(binned() == 1, kPatience);
        press(Qt::Key_X);
        QTRY_VERIFY_WITH_TIMEOUT(binned() == 0, kPatience);
        QCOMPARE(strip().column(0)->stateWord(), QString("End of text"));
    }

    void differences_areMarkedInBoth() {
        start("obey");
        answered("x", 3);
        page().findChild<ColumnTools*>();
        strip().column(1)->view()->showText("word0 other word2");
        strip().column(0)->view()->showText("word0 word1 word2");
        press(Qt::Key_1);
        press(Qt::Key_V);
        QVERIFY(page().subtitle().contains("Differences between response 1"));
        press(Qt::Key_2);
        press(Qt::Key_V);
        QCOMPARE(strip().column(0)->view()->extraSelections().size(), 1);
        QCOMPARE(strip().column(1)->view()->extraSelections()[0].cursor.selectedText(),
                 QString("other"));
        QVERIFY(page().subtitle().contains("share 2 words"));
        press(Qt::Key_V);
        QVERIFY(strip().column(0)->view()->extraSelections().isEmpty());
    }

    void twoResponses_goToLabel() {
        start("obey");
        answered("x", 3);
        auto& session = page().session();
        QVERIFY(!session.edit(1, "another answer", false).ok() || session.shown(1));
        QSignalSpy asked(&page(), &Page::pageRequested);
        press(Qt::Key_1);
        press(Qt::Key_L);
        QVERIFY(asked.isEmpty());
        QVERIFY(page().subtitle().contains("against which"));
        press(Qt::Key_2);
        press(Qt::Key_L);
        QCOMPARE(asked.size(), 1);
        const auto pair = asked[0][1].toString();
        QVERIFY(pair.contains(QString::fromStdString(session.shown(0)->id)));
        QVERIFY(pair.contains(QString::fromStdString(session.shown(1)->id)));
        QCOMPARE(m_bench->window()->currentPage(), QString("label"));
        auto* label = m_bench->window()->page("label");
        QTRY_VERIFY_WITH_TIMEOUT(label->findChild<Action*>("label.step3")->isEnabled(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(textsOf(*label).contains("another answer"), kPatience);
    }

    void search_findsAndOpensWhatWasAsked() {
        start("obey");
        answered("zebras and stripes", 2);
        answered("something else", 2);
        press(Qt::Key_F, Qt::ControlModifier);
        auto* history = page().findChild<HistoryPanel*>();
        QVERIFY(history->isVisible());
        QVERIFY(!panel().isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(history->list()->count(), 2, kPatience);
        QTest::keyClicks(history->field(), "strip");
        QTRY_COMPARE_WITH_TIMEOUT(history->list()->count(), 1, kPatience);
        QTest::keyClick(history->field(), Qt::Key_Return);
        QTest::keyClick(history->list(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page().findChild<QueryCard*>()->text(),
                                  QString("zebras and stripes"), kPatience);
        QVERIFY(strip().column(0)->text().startsWith("word0"));
        const auto file = m_folder->filePath("tree.json");
        page().files().writeConversation(page().session().conversation().tree(), file);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), kPatience);
    }

    void replay_saysWhetherTheSameBytesCameOut() {
        start("obey");
        answered("x", 2);
        press(Qt::Key_1);
        press(Qt::Key_R, Qt::ControlModifier);
        auto* banners = page().findChild<BannerStack*>();
        QTRY_VERIFY_WITH_TIMEOUT(banners->has("replay"), kPatience);
        QVERIFY2(banners->banner("replay")->text().contains("the same 12 tokens"),
                 qPrintable(banners->banner("replay")->text()));
        QCOMPARE(page().session().conversation().responses().size(), size_t(2)); // it adds none
    }

    void fileOfQueries_isAnsweredToItsEnd() {
        start("obey");
        answered("x", 2);
        QFile file(m_folder->filePath("people.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name,town\nAda,London\nBo,Oslo\nCy,Rome\n");
        file.close();
        page().queue().open(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(page().queue().isOpen(), kPatience);
        page().findChild<QueryCard*>()->setText("Where does {{name}} live?");
        press(Qt::Key_PageDown);
        QCOMPARE(page().queue().index(), 1);
        page().queue().setRunning(true);
        action("playground.generate")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!page().queue().isRunning(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
        auto prompts = store().submit([](Store& s) { return s.recentPrompts(5); });
        QTRY_VERIFY(prompts.isFinished());
        QCOMPARE(prompts.result()->size(), size_t(3));
        QCOMPARE(prompts.result()->at(0).text, std::string("Where does Cy live?"));
        QCOMPARE(prompts.result()->at(1).text, std::string("Where does Bo live?"));
        page().findChild<QueryCard*>()->setText("How old is {{name}}, {{age}}?");
        action("playground.generate")->trigger();
        QVERIFY(page().findChild<BannerStack*>()->banner("generation")->text().contains("{{age}}"));
    }

    void expectedReward_isTheMeanOfWhatWasDrawn() {
        start("obey");
        answered("x", 2);
        press(Qt::Key_W);
        auto* reward = page().findChild<ExpectedRewardPanel*>();
        QVERIFY(reward->isVisible());
        reward->countField()->setValue(24);
        QTRY_VERIFY_WITH_TIMEOUT(reward->drawButton()->isEnabled(), kPatience);
        reward->drawButton()->click();
        // The fake engine says 12 words at most and gives a tenth for each.
        QTRY_VERIFY_WITH_TIMEOUT(reward->formula().endsWith("/ 24 = 1.200"), kPatience);
        QVERIFY2(reward->formula().startsWith("E[r] ≈ 1/n · Σ r(yᵢ) = (1.200 + 1.200 + … + 1.200)"),
                 qPrintable(reward->formula()));
        QTRY_VERIFY(reward->drawButton()->isEnabled());
    }

    void longTexts_doNotKeepTheWindow() {
        start("slow");
        std::vector<SamplingParameters> eight(8);
        for (auto& one : eight)
            one.maxNewTokens = 400;
        page().setParameters(eight);
        ask("Go on for ever");
        QTRY_VERIFY_WITH_TIMEOUT(strip().column(7)->text().size() > 200, kPatience);
        const auto gaps = frameGaps(3000);
        press(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
        const double p95 = gaps[gaps.size() * 95 / 100];
        qInfo("gap between turns of the event loop: p95 %.1f ms, longest %.1f ms", p95,
              gaps.back());
        QVERIFY(gaps.size() > 50);
    }

    /// Pictures for the eye, written where TIEBREAK_SHOTS says.
    void pictures() {
        const auto folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (folder.isEmpty())
            QSKIP("TIEBREAK_SHOTS is not set");
        const std::tuple<const char*, const char*, double> looks[] = {
            {"light", "light", 1.0}, {"dark", "dark", 1.0}, {"light-125", "light", 1.25}};
        for (const auto& [name, theme, scale] : looks) {
            start("obey", theme, scale);
            shootAll(folder + '/', QString('-') + name + ".png");
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
        QVERIFY(m_bench->open(m_folder->filePath("workspace").toStdString()).ok());
        QVERIFY(QTest::qWaitForWindowActive(m_bench->window()));
    }

    PlaygroundPage& page() {
        return *qobject_cast<PlaygroundPage*>(m_bench->window()->page("playground"));
    }
    ColumnStrip& strip() { return *page().findChild<ColumnStrip*>(); }
    ParameterPanel& panel() { return *page().findChild<ParameterPanel*>(); }
    StoreService& store() { return *m_bench->services().store; }
    Action* action(const QString& id) { return page().findChild<Action*>(id); }
    bool idle() { return !page().generation().isActive(); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        auto* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_bench->window(), key, modifiers);
    }

    void ask(const QString& query) {
        auto* first = page().findChild<FirstRunView*>();
        if (first->isVisible())
            first->setText(query);
        else
            page().findChild<QueryCard*>()->setText(query);
        action("playground.generate")->trigger();
    }

    /// Asks with as many columns and waits until all of it is saved.
    void answered(const QString& query, int columns) {
        if (strip().count() != columns)
            page().setParameters(std::vector<SamplingParameters>(size_t(columns)));
        QSignalSpy saved(&page(), &Page::saved);
        ask(query);
        QTRY_VERIFY_WITH_TIMEOUT(idle() && !saved.isEmpty(), kPatience);
        page().setFocus();
    }

    bool shows(const QString& words) {
        for (const auto* label : page().findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

    static QString textsOf(QWidget& widget) {
        QString out;
        for (const auto* view : widget.findChildren<QTextEdit*>())
            out += view->toPlainText() + '\n';
        return out;
    }

    bool settingHas(const std::string& key, const QString& words) {
        auto found = store().submit([key](Store& s) { return s.setting(key); });
        return QTest::qWaitFor([&] { return found.isFinished(); }) &&
               QString::fromStdString(*found.result()).contains(words);
    }

    int binned() {
        auto found = store().submit([](Store& s) { return s.bin(); });
        return QTest::qWaitFor([&] { return found.isFinished(); }) ? int(found.result()->size())
                                                                   : -1;
    }

    /// Milliseconds between turns of the event loop, sorted: what a person feels as stutter.
    std::vector<double> frameGaps(int milliseconds) {
        std::vector<double> out;
        QElapsedTimer all, one;
        QTimer tick;
        connect(&tick, &QTimer::timeout, this, [&] {
            out.push_back(double(one.nsecsElapsed()) / 1e6);
            one.start();
        });
        tick.setTimerType(Qt::PreciseTimer);
        all.start();
        one.start();
        tick.start(8);
        QTest::qWait(milliseconds);
        tick.stop();
        std::sort(out.begin(), out.end());
        return out;
    }

    void shoot(const QString& file) {
        QTest::qWait(150);
        QVERIFY(m_bench->window()->grab().save(file));
    }

    void shootAll(const QString& before, const QString& after) {
        answered("Explain to a ten-year-old why the sky is blue.", 4);
        press(Qt::Key_2);
        shoot(before + "columns" + after);
        press(Qt::Key_D);
        page().findChild<CompareCard*>()->setAxis(1, "top_k", "0 40");
        shoot(before + "grid" + after);
        press(Qt::Key_Escape);
        press(Qt::Key_O);
        shoot(before + "order" + after);
        press(Qt::Key_O);
        page().setFocus();
        press(Qt::Key_R);
        QTest::qWait(300);
        shoot(before + "rendered" + after);
        press(Qt::Key_R);
        press(Qt::Key_F);
        answered("And at sunset?", 4);
        shoot(before + "conversation" + after);
        press(Qt::Key_E);
        shoot(before + "edit" + after);
        press(Qt::Key_Escape);
        press(Qt::Key_F, Qt::ControlModifier);
        QTest::qWait(500);
        shoot(before + "history" + after);
        page().setFocus();
        press(Qt::Key_W);
        auto* reward = page().findChild<ExpectedRewardPanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(reward->drawButton()->isEnabled(), kPatience);
        reward->drawButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(reward->formula().contains("/ 64 ="), kPatience);
        shoot(before + "reward" + after);
    }

    std::unique_ptr<StrictMessages> m_strict;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
};

QTEST_MAIN(TestPlayground)
#include "tst_playground.moc"
