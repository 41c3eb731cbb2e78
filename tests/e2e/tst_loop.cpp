// Once round the loop in the real window with the real starter model: query, responses, blind
// judgements, DPO in the background with curves, the new checkpoint, responses again.
#include "real_window.h"

#include "ui/label/reading_pane.h"
#include "ui/playground/generation.h"
#include "ui/services/engine_client.h"
#include "ui/train/curve_card.h"
#include "ui/train/curve_grid.h"
#include "ui/train/new_run_form.h"
#include "ui/train/new_run_panel.h"
#include "ui/train/run_table.h"

#include <QComboBox>
#include <QPushButton>

#include <csignal>

using namespace tiebreak;

namespace {

constexpr int kLoading = 120'000; // ms, on a busy machine
constexpr int kAnswering = 120'000;
constexpr int kTraining = 600'000;
constexpr int kSaving = 10'000;
constexpr int kJudgements = 8;

const QStringList kQueries{"Name a colour.", "Write one sentence about the sea."};
const QStringList kProbes{"What is the capital of France?",
                          "Tell me a short joke.",
                          "Why is the sky blue?",
                          "Give me a tip for sleeping well.",
                          "What is 2 plus 3?",
                          "Describe a cat in one sentence.",
                          "Name a fruit.",
                          "How do I boil an egg?"};

} // namespace

class TestLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onceRoundTheLoop() {
        RealWindow window;
        loadStarter(window);
        const QStringList before = greedyAnswers(window);
        window.shoot("playground");
        for (const auto& query : kQueries)
            sampleFour(window, query);
        judgeEight(window);
        trainTenSteps(window);
        if (QTest::currentTestFailed())
            return;
        chooseCheckpoint(window);
        const QStringList after = greedyAnswers(window);
        int changed = 0;
        for (int i = 0; i < before.size(); ++i)
            changed += before[i] != after[i];
        qInfo("%d of %d greedy responses differ", changed, int(before.size()));
        QVERIFY2(changed >= 3, qPrintable(QString::number(changed)));
    }

    void engineAndTrainerKilled_nothingSavedIsLost() {
        RealWindow window;
        loadStarter(window);
        sampleFour(window, kQueries[0]);
        sampleFour(window, kQueries[1]);
        judgeEight(window);
        killEngineWhileItStreams(window);
        killTrainerInMidFlight(window);
        window.close();
        window.open();
        auto judged =
            window.services().store->submit([](Store& store) { return store.queueCounts(); });
        QTRY_VERIFY_WITH_TIMEOUT(judged.isFinished(), kSaving);
        QCOMPARE(judged.result()->judged, kJudgements);
        QTRY_VERIFY_WITH_TIMEOUT(!window.services().runs->runs().isEmpty(), kSaving);
        QCOMPARE(window.services().runs->runs()[0].effectiveState, QString("interrupted"));
        loadStarter(window);
    }

private:
    void loadStarter(RealWindow& window) {
        QTRY_COMPARE_WITH_TIMEOUT(window.services().models->state(), ModelSession::State::Ready,
                                  kLoading);
    }

    QStringList greedyAnswers(RealWindow& window) {
        auto& page = window.page<PlaygroundPage>("playground");
        SamplingParameters greedy;
        greedy.greedy = true;
        greedy.maxNewTokens = 24;
        QStringList answers;
        for (const auto& probe : kProbes) {
            page.setParameters({greedy});
            window.ask(probe);
            [&] { QTRY_VERIFY_WITH_TIMEOUT(window.isAnswered(1), kAnswering); }();
            answers << page.generation().rows()[0].text;
        }
        return answers;
    }

    void sampleFour(RealWindow& window, const QString& query) {
        std::vector<SamplingParameters> four(4);
        for (size_t i = 0; i < four.size(); ++i) {
            four[i].temperature = 0.7 + 0.2 * double(i);
            four[i].maxNewTokens = 24;
            four[i].seed = i + 1;
        }
        QSignalSpy stored(window.services().store, &StoreService::contentChanged);
        window.page<PlaygroundPage>("playground").setParameters(four);
        window.ask(query);
        QTRY_VERIFY_WITH_TIMEOUT(window.isAnswered(4), kAnswering);
        QTRY_VERIFY_WITH_TIMEOUT(!stored.isEmpty(), kSaving);
    }

    void judgeEight(RealWindow& window) {
        QSignalSpy saved(&window.page<LabelPage>("label"), &Page::saved);
        for (int i = 0; i < kJudgements; ++i) {
            QTest::qWait(150); // the next pair comes on screen
            if (i == 0)
                window.shoot("label");
            // The longer response is far better, so that the judgements agree with each other.
            const auto panes = window.page<LabelPage>("label").findChildren<ReadingPane*>();
            QVERIFY(panes.size() >= 2);
            const bool leftIsLonger =
                panes[0]->toPlainText().size() >= panes[1]->toPlainText().size();
            window.press(leftIsLonger ? Qt::Key_1 : Qt::Key_7);
            QTRY_COMPARE_WITH_TIMEOUT(saved.count(), i + 1, kSaving);
        }
    }

    void startQuickRun(RealWindow& window) {
        auto& page = window.page<TrainPage>("train");
        window.action(page, "train.new")->trigger();
        auto* panel = page.findChild<NewRunPanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(panel->form().newRun().ok(), kSaving);
        QPushButton* start = nullptr;
        for (auto* button : panel->findChildren<QPushButton*>())
            if (button->text() == "Start")
                start = button;
        QVERIFY(start);
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), kLoading);
        window.shoot("train-new");
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(window.services().runs->runs().size(), 1, kLoading);
    }

    void trainTenSteps(RealWindow& window) {
        startQuickRun(window);
        if (QTest::currentTestFailed())
            return;
        const auto state = [&] { return window.services().runs->runs()[0].effectiveState; };
        QTRY_VERIFY_WITH_TIMEOUT(
            state() == "finished" || state() == "failed" || state() == "interrupted", kTraining);
        const auto& run = window.services().runs->runs()[0];
        QVERIFY2(run.effectiveState == "finished", run.state.cause.c_str());
        QCOMPARE(run.state.step, 10);
        auto& page = window.page<TrainPage>("train");
        const auto points = [&] {
            return page.findChild<CurveGrid*>()->cards()[0]->lines()[0].steps.size();
        };
        QTRY_COMPARE_WITH_TIMEOUT(points(), 10, kSaving);
        window.shoot("train");
    }

    void chooseCheckpoint(RealWindow& window) {
        const auto checkpoint = [&]() -> const ModelVersionRecord* {
            for (const auto& model : window.services().catalogue->models())
                if (model.kind == "checkpoint" && model.step == 10)
                    return &model;
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(checkpoint() != nullptr, kSaving);
        const QString id = QString::fromStdString(checkpoint()->id);
        window.window().showPage("models", id);
        window.shoot("models");
        window.action(*window.window().page("models"), "models.sample")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(window.window().currentPage(), QString("playground"), kSaving);
        QTRY_VERIFY_WITH_TIMEOUT(window.services().models->current() &&
                                     window.services().models->current()->id == id,
                                 kSaving);
        loadStarter(window);
    }

    void killEngineWhileItStreams(RealWindow& window) {
        SamplingParameters endless;
        endless.maxNewTokens = 1000;
        auto& page = window.page<PlaygroundPage>("playground");
        page.setParameters({endless});
        window.ask("Count from one to a thousand.");
        QTRY_VERIFY_WITH_TIMEOUT(page.generation().rows().size() == 1 &&
                                     page.generation().rows()[0].tokens > 3,
                                 kAnswering);
        ::kill(pid_t(window.services().engine->hello().pid), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(!page.generation().isActive(), kSaving);
        QVERIFY(!page.generation().rows()[0].text.isEmpty());
        window.action(page, "playground.restart")->trigger();
        loadStarter(window);
    }

    void killTrainerInMidFlight(RealWindow& window) {
        startQuickRun(window);
        if (QTest::currentTestFailed())
            return;
        const auto step = [&] { return window.services().runs->runs()[0].state.step; };
        QTRY_VERIFY_WITH_TIMEOUT(step() >= 2, kTraining);
        ::kill(pid_t(window.services().runs->runs()[0].state.pid), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(window.services().runs->runs()[0].effectiveState,
                                  QString("interrupted"), kSaving);
    }
};

QTEST_MAIN(TestLoop)
#include "tst_loop.moc"
