// Which pair comes and whose: orders, tags, hidden repeats with their sides changed over, several
// annotators who do not see each other's answers.
#include "label_stage.h"

#include "ui/label/consistency.h"
#include "ui/label/pair_choice.h"
#include "ui/services/pair_import.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSpinBox>

#include <algorithm>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

std::vector<std::string> answers(int count) {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i)
        all.push_back("answer " + std::to_string(i));
    return all;
}

RepeatRecord repeatOf(int before, int after) {
    RepeatRecord repeat;
    repeat.strengthBefore = before;
    repeat.strengthAfter = after;
    return repeat;
}

OpenPair openPair(const std::string& first, const std::string& second,
                  const std::string& model = "m") {
    return {"p", first, second, model, model};
}

} // namespace

class TestLabelQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_strict = std::make_unique<StrictMessages>();
        m_theme = std::make_unique<Theme>();
        m_theme->apply(*qApp, Theme::Choice::Light, 1.0);
    }

    void leastCertain_asksForNoWhatFollows() {
        // a over b over c, each said three times: a and c follow, so the untouched d is asked for.
        PairChoices choices;
        choices.open = {openPair("a", "c"), openPair("c", "d")};
        for (int i = 0; i < 3; ++i) {
            choices.opinions.push_back({"a", "b", -2});
            choices.opinions.push_back({"b", "c", -2});
        }
        QCOMPARE(leastCertainPair(choices, {}), std::optional<std::size_t>(1));
        QVERIFY(!leastCertainPair({}, {}));
    }

    void leastCertain_looksAtTheModels() {
        PairChoices choices;
        choices.open = {{"p", "a", "b", "strong", "weak"}, {"q", "c", "d", "even", "equal"}};
        const std::vector<PlayerTally> tally{{"strong", "weak", 40, 39}, {"even", "equal", 40, 20}};
        QCOMPARE(leastCertainPair(choices, tally), std::optional<std::size_t>(1));
    }

    void consistency_isOfWhichWasBetter() {
        const auto found = consistencyOf(
            {repeatOf(-2, -1), repeatOf(3, 1), repeatOf(0, 0), repeatOf(1, -1), repeatOf(0, 1)});
        QCOMPARE(found.repeats, 5);
        QCOMPARE(found.same, 3);
        QVERIFY(!found.isDrifting);
        std::vector<RepeatRecord> tired(20, repeatOf(1, -1)), fresh(40, repeatOf(1, 1));
        tired.insert(tired.end(), fresh.begin(), fresh.end());
        QVERIFY(consistencyOf(tired).isDrifting);
        std::reverse(tired.begin(), tired.end());
        QVERIFY(!consistencyOf(tired).isDrifting);
    }

    void repeat_comesWithItsSidesChangedOver() {
        Stage stage(*m_theme, answers(8)); // 28 pairs
        for (int i = 0; i < 21; ++i)
            stage.judge(Qt::Key_2);
        const auto made = stage.judgements();
        stage.draw = 0.0; // from now on every pair is a repeat
        stage.judge(Qt::Key_2);
        stage.draw = 0.99;
        const auto shownA = stage.left(), shownB = stage.right();
        const auto isOld = [&](const JudgementRecord& old) {
            const auto a = stage.ask([&](Store& store) { return store.sample(old.sampleA); });
            const auto b = stage.ask([&](Store& store) { return store.sample(old.sampleB); });
            return QString::fromStdString(a.text) == shownB &&
                   QString::fromStdString(b.text) == shownA;
        };
        QCOMPARE(std::count_if(made.begin(), made.end(), isOld), 1);
        // Nothing tells it from any other pair.
        QCOMPARE(stage.page->subtitle(), QString("pair 23 of 28"));
        for (const auto& word : everyWord(*stage.page))
            QVERIFY2(!word.contains("judged before"), qPrintable(word));
        stage.press(Qt::Key_6);
        const auto repeats = [&] {
            return stage.ask([](Store& store) { return store.repeats(std::string(), 9); });
        };
        QTRY_COMPARE(repeats().size(), size_t{1});
        QCOMPARE(repeats()[0].strengthBefore, -2);
        QCOMPARE(repeats()[0].strengthAfter, -2); // B better, sides changed over
        QCOMPARE(stage.judgements().size(), size_t{22});
        QTRY_COMPARE(stage.page->subtitle(), QString("pair 24 of 29"));
        QTRY_VERIFY(stage.shows("100 % (21–100) of 1"));
    }

    void pairAskedFor_comesAfterTheStepUnderWay() {
        const auto texts = answers(3);
        Stage stage(*m_theme, texts);
        stage.press(Qt::Key_2); // saving, and the next pair of the queue is s0 and s2
        stage.page->activated(QString("s1:s2"));
        const auto wanted = [&] {
            const QSet<QString> shown{stage.left(), stage.right()};
            return shown == QSet<QString>{QString::fromStdString(texts[1]),
                                          QString::fromStdString(texts[2])};
        };
        QTRY_VERIFY(wanted());
        QCOMPARE(stage.judgements().size(), size_t{1});
        QTest::qWait(50);
        QVERIFY(wanted());
    }

    void repeats_canBeSwitchedOff() {
        Stage stage(*m_theme, answers(8));
        stage.child<QCheckBox>("repeats")->click();
        for (int i = 0; i < 21; ++i)
            stage.judge(Qt::Key_2);
        stage.draw = 0.0;
        for (int i = 0; i < 3; ++i)
            stage.judge(Qt::Key_2);
        QCOMPARE(stage.judgements().size(), size_t{24}); // all of them new
    }

    void order_isChosenInThePanel() {
        Stage stage(*m_theme, answers(4));
        auto* order = stage.child<QComboBox>("order");
        for (int index = 0; index < 4; ++index) {
            order->setCurrentIndex(index);
            Q_EMIT order->activated(index);
            const auto setup = [&] {
                return stage.ask([](Store& store) { return readLabelSetup(store); });
            };
            QTRY_COMPARE(int(setup().order), index);
            stage.judge(Qt::Key_3);
        }
        QCOMPARE(stage.judgements().size(), size_t{4});
        LabelPage other(*m_theme, stage.store, stage.settings);
        QTRY_COMPARE(other.findChild<QComboBox*>("order")->currentIndex(), 3);
    }

    void tag_chooses() {
        Stage stage(*m_theme, answers(2));
        stage.ask([](Store& store) -> Result<bool> {
            PromptRecord prompt;
            prompt.id = "tagged";
            prompt.tags = {"maths"};
            TB_ASSIGN(prompt, store.addPrompt(prompt));
            auto one = sampleOf("t1", "tagged one"), two = sampleOf("t2", "tagged two");
            one.promptId = two.promptId = "tagged";
            TB_TRY(store.addSamples({one, two}));
            return true;
        });
        auto* tag = stage.child<QComboBox>("tag");
        QTRY_COMPARE(tag->count(), 2);
        QCOMPARE(tag->itemText(1), QString("Tag maths (1)"));
        tag->setCurrentIndex(1);
        Q_EMIT tag->activated(1);
        QTRY_VERIFY(stage.left().startsWith("tagged"));
        stage.press(Qt::Key_2);
        QTRY_VERIFY(stage.isEmptyShown());
        QVERIFY(stage.shows("No query with the tag \"maths\" has an open pair."));
    }

    void twoAnnotators_doNotSeeEachOther() {
        Stage stage(*m_theme, answers(2));
        const auto become = [&](const QString& name) {
            auto* field = stage.child<QLineEdit>("annotator");
            field->setFocus();
            field->setText(name);
            QTest::keyClick(field, Qt::Key_Return);
            QCOMPARE(stage.settings.values().annotator, name);
        };
        stage.child<QSpinBox>("overlap")->setValue(2);
        become("Ada");
        QVERIFY(stage.waitForPair(true));
        stage.press(Qt::Key_C);
        QTest::keyClicks(stage.child<QLineEdit>("comment"), "adas secret thought");
        stage.press(Qt::Key_Escape);
        stage.judge(Qt::Key_1);
        QTRY_VERIFY(stage.isEmptyShown());
        become("Bo");
        QVERIFY(stage.waitForPair(true));
        QTRY_COMPARE(stage.child<QListWidget>("judgements")->count(), 0);
        for (const auto& word : everyWord(*stage.page)) {
            QVERIFY2(!word.contains("far better saved"), qPrintable(word));
            QVERIFY2(!word.contains("adas secret"), qPrintable(word));
        }
        stage.press(Qt::Key_Backspace); // Ada's answer is not Bo's to take back
        QTRY_VERIFY(stage.shows("Nothing to undo"));
        stage.press(Qt::Key_7);
        QVERIFY(stage.waitForJudgements(2));
        const auto made = stage.judgements();
        QCOMPARE(made[0].annotator, std::string("Ada"));
        QCOMPARE(made[1].annotator, std::string("Bo"));
    }

    void file_isImported() {
        Stage stage(*m_theme, {"alone"});
        QTemporaryDir folder;
        const QString path = folder.filePath("pairs.jsonl");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"prompt\":\"one?\",\"chosen\":\"yes\",\"rejected\":\"no\"}\n"
                   "{\"prompt\":\"two?\"}\n"
                   "{\"prompt\":[{\"role\":\"user\",\"content\":\"three?\"}],"
                   "\"chosen\":[{\"role\":\"assistant\",\"content\":\"yes!\"}],"
                   "\"rejected\":[{\"role\":\"assistant\",\"content\":\"no!\"}]}\n");
        file.close();
        std::optional<PairImport> imported;
        importPairFile(stage.store, path, stage.page.get(), [&](Result<PairImport> result) {
            QVERIFY(result.ok());
            imported = *result;
        });
        QTRY_VERIFY(imported.has_value());
        QCOMPARE(imported->pairs, 2);
        QCOMPARE(imported->problems.size(), 1);
        QVERIFY(imported->problems[0].startsWith("line 2: "));
        QVERIFY(stage.waitForPair(true));
        stage.judge(Qt::Key_2);
        stage.judge(Qt::Key_2);
        std::optional<Error> refused;
        importPairFile(stage.store, folder.filePath("none.jsonl"), stage.page.get(),
                       [&](Result<PairImport> result) { refused = result.error(); });
        QTRY_VERIFY(refused.has_value());
    }

    void nextPair_isQuickInALargeWorkspace() {
        // 5,000 samples; in the long form as many as are asked for.
        Stage stage(*m_theme, answers(2));
        const int prompts = qEnvironmentVariableIsSet("TIEBREAK_ROUNDS")
                                ? qEnvironmentVariableIntValue("TIEBREAK_ROUNDS")
                                : 1250;
        stage.ask([prompts](Store& store) -> Result<bool> {
            std::vector<PromptWithSamples> items(std::size_t(prompts), PromptWithSamples{});
            for (std::size_t i = 0; i < items.size(); ++i)
                for (int k = 0; k < 4; ++k)
                    items[i].samples.push_back(sampleOf("", "text " + std::to_string(i * 4 + k)));
            TB_TRY(store.importPrompts(items));
            return true;
        });
        for (int order = 0; order < 4; ++order) {
            stage.child<QComboBox>("order")->setCurrentIndex(order);
            Q_EMIT stage.child<QComboBox>("order")->activated(order);
            stage.judge(Qt::Key_2);
            std::vector<double> times;
            for (int i = 0; i < 20; ++i) {
                QTRY_VERIFY(stage.step(0)->isEnabled());
                const QString before = stage.left() + stage.right();
                QElapsedTimer timer;
                timer.start();
                stage.press(Qt::Key_2);
                while (stage.left() + stage.right() == before && timer.elapsed() < 5000)
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
                times.push_back(double(timer.nsecsElapsed()) / 1e6);
            }
            std::sort(times.begin(), times.end());
            qInfo("order %d: judgement to next pair median %.1f ms, worst %.1f ms", order,
                  times[10], times[19]);
            QVERIFY(times[10] < 50);
        }
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestLabelQueue)
#include "tst_label_queue.moc"
