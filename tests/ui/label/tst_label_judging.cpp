// Everything that can be said of a pair, by its key: worth of each answer, reasons, tags,
// dimensions, edits; and what was said is found, opened again and changed.
#include "label_stage.h"

#include "ui/label/guidelines_view.h"
#include "ui/label/response_card.h"
#include "ui/label/rubric_card.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/neutral_slider.h"

#include <algorithm>

using namespace tiebreak;
using namespace tiebreak::testing;

class TestLabelJudging : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_strict = std::make_unique<StrictMessages>();
        m_theme = std::make_unique<Theme>();
        m_theme->apply(*qApp, Theme::Choice::Light, 1.0);
    }

    void rating_goesWithTheJudgement_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("a");
        QTest::addColumn<int>("b");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("button");
        const int none = int(Rating::None);
        QTest::newRow("Q") << int(Qt::Key_Q) << int(Rating::Good) << none << "A good"
                           << "label.goodA";
        QTest::newRow("W") << int(Qt::Key_W) << int(Rating::Acceptable) << none << "A acceptable"
                           << "label.acceptableA";
        QTest::newRow("E") << int(Qt::Key_E) << int(Rating::Bad) << none << "A bad"
                           << "label.badA";
        QTest::newRow("R") << int(Qt::Key_R) << none << int(Rating::Good) << "B good"
                           << "label.goodB";
        QTest::newRow("T") << int(Qt::Key_T) << none << int(Rating::Acceptable) << "B acceptable"
                           << "label.acceptableB";
        QTest::newRow("Y") << int(Qt::Key_Y) << none << int(Rating::Bad) << "B bad"
                           << "label.badB";
    }
    void rating_goesWithTheJudgement() {
        QFETCH(int, key);
        QFETCH(int, a);
        QFETCH(int, b);
        QFETCH(QString, sentence);
        QFETCH(QString, button);
        Stage stage(*m_theme, {"first", "second", "third"});
        stage.press(Qt::Key(key));
        QVERIFY(stage.button(button)->isChecked());
        QVERIFY(stage.shows(sentence));
        QVERIFY(stage.judgements().empty());
        stage.judge(Qt::Key_2);
        const auto judgement = stage.judgements()[0];
        QCOMPARE(int(judgement.ratingA), a);
        QCOMPARE(int(judgement.ratingB), b);
        QVERIFY(judgement.milliseconds >= 0);
        QTRY_VERIFY(!stage.button(button)->isChecked()); // the next pair is another
    }

    void ratingTwice_takesItBack() {
        Stage stage(*m_theme, {"first", "second"});
        stage.press(Qt::Key_Q);
        stage.press(Qt::Key_Q);
        QVERIFY(!stage.button("label.goodA")->isChecked());
        stage.press(Qt::Key_Q);
        stage.press(Qt::Key_E); // one of three
        QVERIFY(!stage.button("label.goodA")->isChecked());
        QTest::mouseClick(stage.button("label.acceptableB"), Qt::LeftButton);
        stage.judge(Qt::Key_X);
        QCOMPARE(int(stage.judgements()[0].ratingA), int(Rating::Bad));
        QCOMPARE(int(stage.judgements()[0].ratingB), int(Rating::Acceptable));
        QCOMPARE(int(stage.judgements()[0].verdict), int(Verdict::BothBad));
    }

    void skip_saysWhy_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("reason");
        const char* reasons[] = {"unclear_query", "cannot_tell", "not_my_field", "broken_text",
                                 "not_to_be_read"};
        for (int i = 0; i < 5; ++i)
            QTest::addRow("%d", i + 1) << int(Qt::Key_1) + i << reasons[i];
        QTest::newRow("S again") << int(Qt::Key_S) << "";
    }
    void skip_saysWhy() {
        QFETCH(int, key);
        QFETCH(QString, reason);
        Stage stage(*m_theme, {"first", "second", "third"});
        stage.press(Qt::Key_S);
        QVERIFY(stage.button("label.reason1")->isVisible());
        QVERIFY(!stage.step(0)->isVisible());
        QVERIFY(stage.judgements().empty());
        stage.judge(Qt::Key(key));
        QCOMPARE(int(stage.judgements()[0].verdict), int(Verdict::Skip));
        QCOMPARE(QString::fromStdString(stage.judgements()[0].reason), reason);
        QTRY_VERIFY(stage.step(0)->isVisible());
        stage.judge(Qt::Key_1); // digits are steps again
        QCOMPARE(stage.judgements()[1].strength, -3);
    }

    void escape_leavesTheReasons() {
        Stage stage(*m_theme, {"first", "second"});
        stage.press(Qt::Key_S);
        stage.press(Qt::Key_Escape);
        QVERIFY(stage.step(0)->isVisible());
        QVERIFY(stage.judgements().empty());
    }

    void tags_areSaved() {
        Stage stage(*m_theme, {"first", "second"});
        stage.press(Qt::Key_T, Qt::ShiftModifier);
        auto* field = stage.child<QLineEdit>("tags");
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, "poem,  too long ,poem,");
        stage.press(Qt::Key_Escape);
        QVERIFY(stage.shows("2 tag"));
        stage.judge(Qt::Key_5);
        QCOMPARE(stage.judgements()[0].tags, (std::vector<std::string>{"poem", "too long"}));
        QTRY_VERIFY(!field->isVisible());
    }

    void dimensions_areAskedForAndSaved() {
        Stage stage(*m_theme, {"first", "second", "third"});
        auto* rubric = stage.page->findChild<RubricCard*>();
        QVERIFY(!rubric->isVisible());
        stage.press(Qt::Key_D);
        QTRY_VERIFY(rubric->isVisible());
        const auto sliders = rubric->findChildren<NeutralSlider*>();
        QCOMPARE(sliders.size(), 5);
        QVERIFY(sliders[0]->hasFocus());
        stage.press(Qt::Key_Left);
        stage.press(Qt::Key_Left);
        QTest::keyClick(sliders[3], Qt::Key_Right);
        QTest::keyClick(sliders[4], Qt::Key_Right);
        QTest::keyClick(sliders[4], Qt::Key_Left);
        QVERIFY(sliders[0]->accessibleName().contains("A better"));
        QVERIFY(sliders[1]->accessibleName().contains("not said"));
        QVERIFY(stage.shows("3 dimension"));
        stage.press(Qt::Key_Escape);
        stage.judge(Qt::Key_3);
        const nlohmann::json expected{{"helpful", -2}, {"correct", 1}, {"style", 0}};
        QCOMPARE(stage.judgements()[0].dimensions, expected);
        QTRY_COMPARE(sliders[0]->value(), 0);
    }

    void ownDimension_staysInTheWorkspace() {
        Stage stage(*m_theme, {"first", "second"});
        stage.press(Qt::Key_D);
        auto* rubric = stage.page->findChild<RubricCard*>();
        auto* field = rubric->findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClicks(field, "brief");
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(rubric->findChildren<NeutralSlider*>().size(), 6);
        QVERIFY(stage.judgements().empty());
        LabelPage other(*m_theme, stage.store, stage.settings);
        QTRY_COMPARE(other.findChild<RubricCard*>()->dimensions().size(), 6);
        QCOMPARE(other.findChild<RubricCard*>()->dimensions().last(), QString("brief"));
    }

    void edit_isANewResponseThatIsBetter_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<bool>("isA");
        QTest::newRow("A") << int(Qt::Key_Q) << true;
        QTest::newRow("B") << int(Qt::Key_R) << false;
    }
    void edit_isANewResponseThatIsBetter() {
        QFETCH(int, key);
        QFETCH(bool, isA);
        Stage stage(*m_theme, {"# first", "second"});
        const std::string parent = isA ? "s0" : "s1";
        stage.press(Qt::Key(key), Qt::ShiftModifier);
        auto* editor = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
        QVERIFY(editor);
        QCOMPARE(editor->toPlainText(), QString(isA ? "# first" : "second"));
        QVERIFY(!stage.page->reasonToStay().isEmpty());
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier); // nothing changed
        QTRY_VERIFY(stage.shows("the edit says the same as the response"));
        editor->setPlainText("better 1x");
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(stage.waitForJudgements(1));
        const auto judgement = stage.judgements()[0];
        QCOMPARE(judgement.sampleB, parent);
        QCOMPARE(judgement.strength, -2);
        const auto sample =
            stage.ask([id = judgement.sampleA](Store& store) { return store.sample(id); });
        QCOMPARE(sample.text, std::string("better 1x"));
        QCOMPARE(sample.parentId, parent);
        QTRY_VERIFY(!editor->isVisible());
        QVERIFY(stage.shows(isA ? "better than A" : "better than B"));
        QVERIFY(stage.page->reasonToStay().isEmpty());
        QCOMPARE(stage.left() + stage.right(), QString("firstsecond")); // still to be judged
        stage.judge(Qt::Key_1);
        QCOMPARE(stage.judgements()[1].sampleA, std::string("s0"));
    }

    void editCancelled_leavesNothing() {
        Stage stage(*m_theme, {"first", "second"});
        QTest::mouseClick(stage.button("label.editB"), Qt::LeftButton);
        auto* editor = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
        QVERIFY(editor);
        QTest::keyClicks(editor, "12x");
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(!editor->isVisible());
        QVERIFY(stage.judgements().empty());
        QCOMPARE(stage.right(), QString("second"));
        stage.judge(Qt::Key_2);
    }

    void guidelines_areMarkdownAndEdited() {
        Stage stage(*m_theme, {"first", "second"});
        QVERIFY(!stage.page->findChild<GuidelinesView*>()->isEditing());
        stage.press(Qt::Key_G, Qt::ShiftModifier);
        auto* editor = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
        QVERIFY(editor);
        editor->setPlainText("1. Be **brief**\n2. Be kind");
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        const auto shown = [](const QWidget& page) {
            return page.findChild<GuidelinesView*>()->findChild<ReadingPane*>()->shownText();
        };
        QCOMPARE(shown(*stage.page), QString("1. Be brief\n2. Be kind"));
        LabelPage other(*m_theme, stage.store, stage.settings);
        QTRY_COMPARE(shown(other), QString("1. Be brief\n2. Be kind"));
        stage.press(Qt::Key_G);
        QVERIFY(!stage.page->findChild<GuidelinesView*>()->isVisible());
    }

    void plainAndDifferences_areToggled() {
        Stage stage(*m_theme, {"the **cat** sat", "the **dog** sat"});
        QCOMPARE(stage.left(), QString("the cat sat"));
        auto* left = stage.paneOf("Response A");
        QVERIFY(left->extraSelections().isEmpty());
        stage.press(Qt::Key_V);
        QCOMPARE(left->extraSelections().size(), 1);
        QCOMPARE(left->extraSelections()[0].cursor.selectedText(), QString("cat"));
        QVERIFY(left->extraSelections()[0].format.fontUnderline());
        stage.press(Qt::Key_P);
        QCOMPARE(stage.left(), QString("the **cat** sat"));
        QCOMPARE(left->extraSelections()[0].cursor.selectedText(), QString("**cat**"));
        stage.press(Qt::Key_V);
        QVERIFY(left->extraSelections().isEmpty());
        stage.press(Qt::Key_P);
        QCOMPARE(stage.left(), QString("the cat sat"));
    }

    void link_opensOnlyAfterAsking() {
        Stage stage(*m_theme, {"see [here](https://a.b/c)", "or https://d.e, [no](file:///x)"});
        QVERIFY(stage.left().contains("https://a.b/c")); // in plain sight
        stage.press(Qt::Key_L);
        QVERIFY(stage.shows("Open https://a.b/c in the browser?"));
        QVERIFY(stage.opened.isEmpty());
        stage.press(Qt::Key_L); // the next one
        QVERIFY(stage.shows("Open https://d.e in the browser?"));
        stage.press(Qt::Key_Space); // on the button, so it is no tie
        QCOMPARE(stage.opened, QStringList{"https://d.e"});
        QVERIFY(stage.judgements().empty());
        QTRY_VERIFY(!stage.shows("in the browser?"));
    }

    void noLink_isSaid() {
        Stage stage(*m_theme, {"first", "second"});
        stage.press(Qt::Key_L);
        QVERIFY(stage.shows("No link in these texts"));
    }

    void textThatNamesAModel_isFlagged() {
        Stage stage(*m_theme, {"As SecretModel I say", "second", "third"});
        QVERIFY(stage.shows("Names a model"));
        stage.judge(Qt::Key_1);
        QCOMPARE(stage.judgements()[0].tags, std::vector<std::string>{"names-model"});
        Stage quiet(*m_theme, {"first", "second"});
        QVERIFY(!quiet.shows("Names a model"));
        quiet.judge(Qt::Key_1);
        QVERIFY(quiet.judgements()[0].tags.empty());
    }

    void queryTags_areEditedAndShown() {
        Stage stage(*m_theme, {"first", "second"});
        stage.press(Qt::Key_K);
        auto* field = stage.child<QLineEdit>("queryTags");
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, "advice, letter");
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(stage.ask([](Store& store) { return store.prompt("p"); }).tags,
                     (std::vector<std::string>{"advice", "letter"}));
        QVERIFY(stage.shows("letter"));
        QVERIFY(stage.judgements().empty());
    }

    void anyJudgement_isReopenedAndChanged() {
        Stage stage(*m_theme, {"first", "second", "third"});
        stage.press(Qt::Key_Q);
        stage.judge(Qt::Key_2);
        stage.judge(Qt::Key_X);
        const auto before = stage.judgements();
        stage.press(Qt::Key_PageUp);
        QTRY_VERIFY(stage.button("label.bothBad")->isChecked());
        stage.press(Qt::Key_PageUp);
        QTRY_VERIFY(stage.step(1)->isChecked());
        QVERIFY(stage.button("label.goodA")->isChecked());
        QCOMPARE(stage.page->subtitle(), QString("judged before"));
        stage.press(Qt::Key_PageUp); // there is no older one
        stage.press(Qt::Key_7);
        QTRY_COMPARE(stage.judgements().back().strength, 3);
        const auto after = stage.judgements();
        QCOMPARE(after.size(), before.size());
        QCOMPARE(after.back().pairId, before[0].pairId);
        QCOMPARE(after.back().sampleA, before[0].sampleA); // its sides as they were
        const auto history = stage.ask([](Store& store) {
            return store.findJudgements({std::string(), {}, true, 9});
        });
        QCOMPARE(history.size(), size_t{3});
        QTRY_COMPARE(stage.page->subtitle(), QString("pair 3 of 3"));
        // Undo brings the first answer back into force.
        stage.press(Qt::Key_Backspace);
        QTRY_COMPARE(stage.judgements()[0].strength, -2);
    }

    void pageDown_returnsToTheQueue() {
        Stage stage(*m_theme, {"first", "second", "third"});
        stage.judge(Qt::Key_2);
        const QString now = stage.left() + stage.right();
        stage.press(Qt::Key_PageUp);
        QTRY_COMPARE(stage.page->subtitle(), QString("judged before"));
        stage.press(Qt::Key_PageDown);
        QTRY_COMPARE(stage.left() + stage.right(), now);
        QTRY_COMPARE(stage.page->subtitle(), QString("pair 2 of 3"));
        QVERIFY(!stage.step(1)->isChecked());
    }

    void judgement_isFoundByItsComment() {
        Stage stage(*m_theme, {"first", "second", "third"});
        stage.press(Qt::Key_C);
        QTest::keyClicks(stage.child<QLineEdit>("comment"), "Rhymes badly");
        stage.press(Qt::Key_Escape);
        stage.judge(Qt::Key_6);
        stage.judge(Qt::Key_1);
        auto* list = stage.child<QListWidget>("judgements");
        QTRY_COMPARE(list->count(), 2);
        stage.press(Qt::Key_F, Qt::ControlModifier);
        auto* field = stage.child<QLineEdit>("search");
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, "rhymes");
        QTRY_COMPARE(list->count(), 1);
        QVERIFY(list->item(0)->text().contains("B better"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(stage.step(5)->isChecked());
        QCOMPARE(stage.child<QLineEdit>("comment")->text(), QString("Rhymes badly"));
        QCOMPARE(stage.judgements().size(), size_t{2}); // Enter opened and did not save
        field->setText("no such words");
        QTRY_VERIFY(stage.shows("Nothing is found."));
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_COMPARE(list->count(), 2);
    }

    void blindness_holdsInEveryState() {
        Stage stage(*m_theme, {"first", "second", "third", "fourth"});
        const auto blind = [&] {
            for (const auto& word : everyWord(*stage.page))
                for (const char* secret : kSecrets)
                    if (word.contains(secret, Qt::CaseInsensitive))
                        return false;
            return true;
        };
        QVERIFY(blind());
        stage.press(Qt::Key_Q, Qt::ShiftModifier);
        QVERIFY(blind());
        stage.press(Qt::Key_Escape);
        stage.press(Qt::Key_S);
        QVERIFY(blind());
        stage.press(Qt::Key_Escape);
        for (const auto key : {Qt::Key_V, Qt::Key_P, Qt::Key_D})
            stage.press(key);
        QVERIFY(blind());
        stage.page->setFocus();
        stage.judge(Qt::Key_2);
        QVERIFY(blind());
        stage.press(Qt::Key_PageUp);
        QTRY_COMPARE(stage.page->subtitle(), QString("judged before"));
        QVERIFY(blind());
    }

    void everyAction_hasAnEffectOrAReason() {
        Stage stage(*m_theme, {"only one"});
        for (const auto* action : stage.page->pageActions())
            if (!action->isEnabled())
                QVERIFY2(!action->disabledReason().isEmpty(), qPrintable(action->id()));
    }

    void pictures() {
        const QString folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (folder.isEmpty())
            QSKIP("set TIEBREAK_SHOTS to a folder");
        const std::vector<std::string> answers{
            "As an AI language model, I suggest:\n\n1. **Tell** your manager first.\n2. Then send "
            "the [letter](https://example.org/letter).\n\n```text\nDear [name],\nI resign.\n```",
            "Here is a letter you can use:\n\n> Dear [name],\n> I resign.\n\nBe polite.", "No."};
        for (const bool dark : {false, true}) {
            m_theme->apply(*qApp, dark ? Theme::Choice::Dark : Theme::Choice::Light, 1);
            Stage stage(*m_theme, answers, false);
            const auto shoot = [&](const QString& name) {
                QTest::qWait(60);
                QVERIFY(stage.page->grab().save(folder + "/label-" + name +
                                                (dark ? "-dark.png" : ".png")));
            };
            for (const auto key : {Qt::Key_V, Qt::Key_D, Qt::Key_Left})
                stage.press(key);
            stage.page->setFocus();
            for (const auto key : {Qt::Key_Q, Qt::Key_T, Qt::Key_2, Qt::Key_C})
                stage.press(key);
            QTest::keyClicks(stage.child<QLineEdit>("comment"), "The second is kinder");
            stage.press(Qt::Key_Escape);
            shoot("all");
            stage.press(Qt::Key_S);
            shoot("reasons");
            stage.press(Qt::Key_Escape);
            stage.press(Qt::Key_L);
            stage.press(Qt::Key_Q, Qt::ShiftModifier);
            shoot("edit");
        }
        m_theme->apply(*qApp, Theme::Choice::Light, 1);
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestLabelJudging)
#include "tst_label_judging.moc"
