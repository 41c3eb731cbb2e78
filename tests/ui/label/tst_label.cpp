#include "label_stage.h"

#include "stats/intervals.h"
#include "ui/label/side_draw.h"
#include "ui/widgets/banner.h"

#include <QElapsedTimer>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <sys/mount.h>
#include <sys/resource.h>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

const char* kLetter =
    "Start by telling your manager in person before anyone else hears it. Two sentences are "
    "enough: you "
    "have accepted another job, and your last day will be the 28th. Then send the letter below so "
    "that "
    "there is a record.\n\nDear [name],\nPlease accept this letter as notice that I am resigning "
    "from my "
    "position. My last working day will be 28 March. I am glad to hand over my projects and to "
    "write notes "
    "for whoever takes them on. Thank you for four good years.\n\nLeave out reasons and "
    "complaints. If you "
    "are asked why, you can say that the new work is closer to what you want to learn.";
const char* kOther = "Here is a resignation letter you can use:\n\nTo whom it may concern,\nI "
                     "hereby tender my resignation "
                     "effective immediately. It has been a pleasure to work at this company and I "
                     "have learned a lot. I wish "
                     "everyone the best of luck in the future.\n\nYou should always be polite when "
                     "resigning. It is important "
                     "to be polite because you may need a reference.";

/// A file system of 2 MB, where this user may mount one.
class SmallDisk {
public:
    explicit SmallDisk(std::string path)
        : m_path(std::move(path)) {
        std::filesystem::create_directories(m_path);
        m_mounted = ::mount("tmpfs", m_path.c_str(), "tmpfs", 0, "size=2m") == 0;
    }
    ~SmallDisk() {
        if (m_mounted)
            ::umount2(m_path.c_str(), MNT_DETACH);
    }
    bool mounted() const { return m_mounted; }
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
    bool m_mounted = false;
};

void fill(const std::string& path) {
    std::ofstream out(path, std::ios::binary);
    const std::string block(4096, 'x');
    while (out.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
}

/// Uses up what the write-ahead log has already been given.
void fillLog(StoreService& service) {
    bool full = false;
    QObject receiver;
    service
        .submit([](Store& store) -> Status {
            Status last;
            for (int i = 0; i < 2000 && last; ++i)
                last = store.setSetting("k" + std::to_string(i), std::string(3000, 'v'));
            for (int i = 0; i < 200; ++i)
                (void)store.setSetting("s", std::to_string(i)).ok();
            return last;
        })
        .then(&receiver, [&full](Status last) { full = !last; });
    if (!QTest::qWaitFor([&] { return full; }))
        qFatal("the disk does not fill");
}

} // namespace

class TestLabel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_strict = std::make_unique<StrictMessages>();
        m_theme = std::make_unique<Theme>();
        m_theme->apply(*qApp, Theme::Choice::Light, 1.0);
    }

    void pair_isShownAsItIs() {
        Stage stage(*m_theme, {"first", "second"});
        QCOMPARE(stage.left(), QString("first"));
        QCOMPARE(stage.right(), QString("second"));
        QCOMPARE(stage.page->badge(), QString("1"));
        QCOMPARE(stage.page->subtitle(), QString("pair 1 of 1"));
    }

    void key_savesItsVerdictAndTheNextPairComes_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("strength");
        for (int step = 0; step < 7; ++step)
            QTest::addRow("%d", step + 1)
                << int(Qt::Key_1) + step << int(Verdict::Strength) << step - 3;
        QTest::newRow("Space") << int(Qt::Key_Space) << int(Verdict::Strength) << 0;
        QTest::newRow("X") << int(Qt::Key_X) << int(Verdict::BothBad) << 0;
        QTest::newRow("S") << int(Qt::Key_S) << int(Verdict::Skip) << 0;
    }
    void key_savesItsVerdictAndTheNextPairComes() {
        QFETCH(int, key);
        QFETCH(int, verdict);
        QFETCH(int, strength);
        Stage stage(*m_theme, {"first", "second", "third"});
        QSignalSpy saved(stage.page.get(), &Page::saved);
        const QString before = stage.left() + stage.right();
        stage.press(Qt::Key(key));
        if (key == Qt::Key_S)
            stage.press(Qt::Key_S); // without a reason
        QTRY_COMPARE(saved.size(), 1);
        const auto judgement = stage.judgements().at(0);
        QCOMPARE(int(judgement.verdict), verdict);
        QCOMPARE(judgement.strength, strength);
        QTRY_VERIFY(stage.left() + stage.right() != before);
        QVERIFY(stage.shows(" saved "));
        QVERIFY(std::none_of(std::begin(kSteps), std::end(kSteps),
                             [&](int step) { return stage.step(step)->isChecked(); }));
    }

    void side_isDrawnAndStored_data() {
        QTest::addColumn<bool>("firstIsLeft");
        QTest::newRow("first left") << true;
        QTest::newRow("first right") << false;
    }
    void side_isDrawnAndStored() {
        QFETCH(bool, firstIsLeft);
        Stage stage(*m_theme, {"s0 text", "s1 text", "s2 text"});
        stage.firstIsLeft = firstIsLeft;
        for (int i = 0; i < 2; ++i)
            stage.press(Qt::Key_S); // the next pair is drawn with the new side
        QVERIFY(stage.waitForJudgements(1));
        QTRY_VERIFY(stage.left().contains("text"));
        QTest::qWait(0);
        const QString left = stage.left(), right = stage.right();
        stage.press(Qt::Key_1);
        QVERIFY(stage.waitForJudgements(2));
        const auto judgement = stage.judgements()[1];
        QCOMPARE(QString::fromStdString(judgement.sampleA), left.left(2));
        QCOMPARE(QString::fromStdString(judgement.sampleB), right.left(2));
        QCOMPARE(judgement.sampleA < judgement.sampleB, firstIsLeft);
    }

    void sides_areBalanced() {
        // The draw of the page, 10,000 times; a fair coin is below 10⁻⁶ once in a million runs.
        int left = 0;
        for (int i = 0; i < 10'000; ++i)
            left += drawSide();
        QVERIFY2(binomialEvenTest(left, 10'000) > 1e-6, qPrintable(QString::number(left)));
        QVERIFY(binomialEvenTest(5'300, 10'000) < 1e-6); // and a bent one is seen
    }

    void bothSides_comeUp() {
        // The page's own draw: 40 views that all fall alike happen once in 10¹¹ runs.
        Stage stage(*m_theme, {"a", "b"});
        int flips = 0;
        for (int i = 0; i < 40; ++i) {
            LabelPage page(*m_theme, stage.store, stage.settings);
            ReadingPane* left = nullptr;
            for (auto* pane : page.findChildren<ReadingPane*>())
                if (pane->accessibleName() == "Response A")
                    left = pane;
            QTRY_VERIFY(!left->toPlainText().isEmpty());
            flips += left->toPlainText() == "a";
        }
        QVERIFY2(flips > 0 && flips < 40, qPrintable(QString::number(flips)));
    }

    void undoAndRedo_goAlongTheChain() {
        Stage stage(*m_theme, {"first", "second", "third"});
        stage.press(Qt::Key_2);
        QVERIFY(stage.waitForJudgements(1));
        QTRY_VERIFY(stage.shows(" saved "));
        stage.press(Qt::Key_Backspace);
        QVERIFY(stage.waitForJudgements(0));
        // The pair is back as it was, with what was said of it.
        QTRY_COMPARE(stage.left() + stage.right(), QString("firstsecond"));
        QTRY_VERIFY(stage.step(1)->isChecked());
        stage.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(stage.waitForJudgements(1));
        QTRY_VERIFY(!stage.step(1)->isChecked());
        stage.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(stage.waitForJudgements(0));
        QTRY_VERIFY(stage.step(1)->isChecked());
        stage.press(Qt::Key_Return); // as it was said before
        QVERIFY(stage.waitForJudgements(1));
        QCOMPARE(stage.judgements()[0].strength, -2);
    }

    void undoOfNothing_saysSo() {
        Stage stage(*m_theme, {"first", "second"});
        stage.press(Qt::Key_Backspace);
        QTRY_VERIFY(stage.shows("Nothing to undo"));
        stage.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(stage.shows("Nothing to redo"));
    }

    void withoutSaveOnChoice_theSentenceComesFirst() {
        Stage stage(*m_theme, {"first", "second"}, false);
        QVERIFY(!stage.button("label.save")->isEnabled());
        stage.press(Qt::Key_6);
        QVERIFY(stage.step(5)->isChecked());
        QVERIFY(stage.shows("B better"));
        stage.press(Qt::Key_3);
        QVERIFY(!stage.step(5)->isChecked());
        QVERIFY(stage.shows("A slightly better"));
        stage.press(Qt::Key_F);
        QVERIFY(stage.shows("A slightly better, flagged"));
        QVERIFY(stage.judgements().empty());
        stage.press(Qt::Key_Return);
        QVERIFY(stage.waitForJudgements(1));
        QCOMPARE(stage.judgements()[0].strength, -1);
        QVERIFY(stage.judgements()[0].flagged);
    }

    void comment_takesLettersAndIsSaved() {
        Stage stage(*m_theme, {"first", "second"}, false);
        stage.press(Qt::Key_C);
        auto* field = stage.child<QLineEdit>("comment");
        QTRY_VERIFY(field->isVisible() && field->hasFocus());
        QTest::keyClicks(field, "x1 s2");
        QCOMPARE(field->text(), QString("x1 s2"));
        QVERIFY(stage.judgements().empty());
        stage.press(Qt::Key_Escape);
        QVERIFY(!field->hasFocus());
        stage.press(Qt::Key_7);
        QVERIFY(stage.shows("B far better, with comment"));
        stage.press(Qt::Key_Enter);
        QVERIFY(stage.waitForJudgements(1));
        QCOMPARE(stage.judgements()[0].comment, std::string("x1 s2"));
    }

    void saveOnChoice_isSwitchedInThePanel() {
        Stage stage(*m_theme, {"first", "second"});
        auto* box = stage.child<QCheckBox>("saveOnChoice");
        QVERIFY(box->isChecked());
        box->click();
        QVERIFY(!stage.settings.values().saveOnChoice);
        stage.press(Qt::Key_1);
        QVERIFY(stage.judgements().empty());
    }

    void spaceOnAFocusedButton_pressesThatButton() {
        Stage stage(*m_theme, {"first", "second"});
        stage.button("label.skip")->setFocus(Qt::TabFocusReason);
        stage.press(Qt::Key_Space);
        QVERIFY(stage.button("label.reason1")->isEnabled());
        stage.press(Qt::Key_Space);
        QVERIFY(stage.waitForJudgements(1));
        QCOMPARE(int(stage.judgements()[0].verdict), int(Verdict::Skip));
    }

    void buttons_doWhatTheirKeysDo() {
        Stage stage(*m_theme, {"first", "second", "third"});
        QTest::mouseClick(stage.step(6), Qt::LeftButton);
        QVERIFY(stage.waitForJudgements(1));
        QCOMPARE(stage.judgements()[0].strength, 3);
        QTRY_VERIFY(stage.shows(" saved "));
        QTest::mouseClick(stage.button("label.bothBad"), Qt::LeftButton);
        QVERIFY(stage.waitForJudgements(2));
    }

    void progress_isCounted() {
        Stage stage(*m_theme, {"first", "second", "third"});
        stage.press(Qt::Key_1);
        QVERIFY(stage.waitForJudgements(1));
        QTRY_VERIFY(stage.shows("of 3 pairs judged"));
        QTRY_COMPARE(stage.page->badge(), QString("2"));
        QTRY_COMPARE(stage.page->subtitle(), QString("pair 2 of 3"));
        QVERIFY(stage.shows("A far better"));
    }

    void emptyQueue_saysWhatToDoAndFillsByItself() {
        Stage stage(*m_theme, {"only one"});
        QVERIFY(stage.shows("No pairs to judge"));
        QVERIFY(stage.shows("Sample at least 2 responses to a query."));
        QCOMPARE(stage.page->badge(), QString());
        QVERIFY(!stage.button("label.goodA")->isEnabled());
        stage.press(Qt::Key_1); // nothing happens
        QVERIFY(stage.judgements().empty());
        QSignalSpy asked(stage.page.get(), &Page::pageRequested);
        QTest::mouseClick(stage.page->findChild<EmptyState*>()->findChild<QAbstractButton*>(),
                          Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), QString("playground"));
        stage.store.addSamples({sampleOf("late", "another")});
        QVERIFY(stage.waitForPair(true));
        QCOMPARE(stage.left().size() + stage.right().size(), int(qstrlen("only oneanother")));
    }

    void fullDisk_keepsTheChoiceAndEnterSavesWhenThereIsRoom() {
        QTemporaryDir folder;
        SmallDisk disk(folder.path().toStdString() + "/disk");
        if (!disk.mounted())
            QSKIP("mounting a small disk needs root");
        Stage stage(*m_theme, {"first", "second", "third"}, true, disk.path());
        const std::string filler = disk.path() + "/filler";
        fill(filler);
        fillLog(stage.store);
        stage.press(Qt::Key_2);
        QTRY_VERIFY(stage.shows("Disk full: the judgement is not saved. Free 1 MB, then Enter."));
        QVERIFY(stage.step(1)->isChecked());
        QVERIFY(stage.shows("A better, not saved"));
        QVERIFY(!stage.page->reasonToStay().isEmpty());
        QVERIFY(stage.judgements().empty());
        QVERIFY(!stage.shows(" saved 1") && !stage.shows(" saved 0") && !stage.shows(" saved 2"));
        stage.press(Qt::Key_Return); // still full
        QTest::qWait(50);
        QVERIFY(stage.judgements().empty());
        std::filesystem::remove(filler);
        stage.press(Qt::Key_Return);
        QVERIFY(stage.waitForJudgements(1));
        QCOMPARE(stage.judgements()[0].strength, -2);
        QTRY_VERIFY(!stage.shows("Disk full"));
        QVERIFY(stage.page->reasonToStay().isEmpty());
    }

    void failedWrite_keepsTheChoiceAndSaysWhatToDo() {
        Stage stage(*m_theme, {"first", "second"});
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit tight = before;
        tight.rlim_cur = 512;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
        stage.press(Qt::Key_6);
        const bool told =
            QTest::qWaitFor([&] { return stage.shows("The judgement is not saved"); });
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(told);
        QVERIFY(stage.step(5)->isChecked());
        QVERIFY(stage.shows("Enter tries again"));
        QVERIFY(stage.judgements().empty());
    }

    void workspaceInUse_isTold() {
        Stage stage(*m_theme, {"first", "second"});
        StoreService second(stage.workspaceFolder());
        LabelPage page(*m_theme, second, stage.settings);
        page.show();
        const auto told = [&page] {
            for (const auto* label : page.findChildren<QLabel*>())
                if (label->text().contains("open in another window"))
                    return true;
            return false;
        };
        QTRY_VERIFY(told());
    }

    void everyWidget_isBlind() {
        Stage stage(*m_theme, {"first", "second", "third"});
        stage.press(Qt::Key_1);
        QVERIFY(stage.waitForJudgements(1));
        QTRY_VERIFY(stage.shows(" saved "));
        const QStringList words = everyWord(*stage.page);
        QVERIFY(words.size() > 100);
        for (const auto& word : words)
            for (const char* secret : kSecrets)
                QVERIFY2(!word.contains(secret, Qt::CaseInsensitive), qPrintable(word));
        // The twin: the search does find what is on the page.
        QVERIFY(std::any_of(words.begin(), words.end(),
                            [](const QString& word) { return word.contains("third"); }));
    }

    void judgement_isSavedAndFollowedWithinFiftyMilliseconds() {
        std::vector<std::string> answers;
        for (int i = 0; i < 12; ++i)
            answers.push_back("answer " + std::to_string(i));
        Stage stage(*m_theme, answers);
        std::vector<double> times;
        for (int i = 0; i < 40; ++i) {
            const QString before = stage.left() + stage.right();
            QElapsedTimer timer;
            timer.start();
            stage.press(Qt::Key_2);
            while (stage.left() + stage.right() == before && timer.elapsed() < 5000)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
            times.push_back(timer.nsecsElapsed() / 1e6);
        }
        std::sort(times.begin(), times.end());
        qInfo("judgement to next pair: median %.1f ms, worst %.1f ms", times[20], times[39]);
        QVERIFY(times[20] < 50);
    }

    void everyKey_isPrintedOrHelped() {
        Stage stage(*m_theme, {"first", "second"});
        for (const auto* action : stage.page->pageActions())
            QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
    }

    void pictures() {
        const QString folder = qEnvironmentVariable("TIEBREAK_SHOTS");
        if (folder.isEmpty())
            QSKIP("set TIEBREAK_SHOTS to a folder");
        struct Shot {
            const char* name;
            Theme::Choice choice;
            double scale;
        };
        for (const Shot& shot :
             {Shot{"light", Theme::Choice::Light, 1}, Shot{"dark", Theme::Choice::Dark, 1},
              Shot{"light-125", Theme::Choice::Light, 1.25}}) {
            m_theme->apply(*qApp, shot.choice, shot.scale);
            Stage stage(*m_theme, {kLetter, kOther, "No."}, false);
            for (const auto key : {Qt::Key_6, Qt::Key_Return})
                stage.press(key);
            QVERIFY(stage.waitForJudgements(1));
            QTRY_VERIFY(stage.shows(" saved "));
            stage.press(Qt::Key_Backspace);
            QVERIFY(stage.waitForJudgements(0));
            QTRY_VERIFY(stage.step(5)->isChecked());
            stage.press(Qt::Key_2);
            QTest::qWait(150);
            QVERIFY(stage.page->grab().save(folder + "/label-" + shot.name + ".png"));
        }
        m_theme->apply(*qApp, Theme::Choice::Light, 1);
        Stage empty(*m_theme, {"alone"});
        QVERIFY(empty.page->grab().save(folder + "/label-empty.png"));
    }

private:
    static constexpr int kSteps[] = {0, 1, 2, 3, 4, 5, 6};
    std::unique_ptr<StrictMessages> m_strict;
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestLabel)
#include "tst_label.moc"
