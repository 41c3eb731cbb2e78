#include "run_folders.h"
#include "strict_messages.h"

#include "ui/services/run_service.h"
#include "ui/services/run_writer.h"
#include "ui/train/run_numbers.h"
#include "ui/train/run_presets.h"
#include "ui/train/run_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace tiebreak;

namespace {
constexpr int kPatience = 5000; // ms
}

class TestRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void service_findsRunsAndFollowsTheirCurves() {
        QTemporaryDir workspace;
        const auto runs = std::filesystem::path(workspace.path().toStdString()) / "runs";
        const auto folder = writeRun(runs, "dpo-0001", dpoConfig(), stateOf("running", 3, 10), 3);
        RunService service(workspace.path(), QStringLiteral("/nonexistent"));
        QSignalSpy curves(&service, &RunService::curvesChanged);
        QVERIFY(curves.wait(kPatience));
        QTRY_COMPARE_WITH_TIMEOUT(service.runs().size(), 1, kPatience);
        QCOMPARE(service.runs()[0].effectiveState, QStringLiteral("running"));
        QCOMPARE(service.runs()[0].rows, 3);
        QCOMPARE(service.curves("dpo-0001")->at("loss").steps.size(), size_t(3));
        auto writer = MetricLogWriter::open(folder.metrics());
        QVERIFY(writer->append(dpoLine(4, 0)).ok());
        QVERIFY(curves.wait(kPatience));
        QCOMPARE(service.curves("dpo-0001")->at("loss").steps.size(), size_t(4));
    }

    void service_tellsADeadRunFromALiveOne() {
        QTemporaryDir workspace;
        const auto runs = std::filesystem::path(workspace.path().toStdString()) / "runs";
        RunState dead = stateOf("running", 3, 10);
        dead.pidStart += 1; // another process had this pid
        writeRun(runs, "dpo-0001", dpoConfig(), dead, 3);
        RunService service(workspace.path(), QStringLiteral("/nonexistent"));
        QSignalSpy changed(&service, &RunService::runsChanged);
        QVERIFY(changed.wait(kPatience));
        QCOMPARE(service.runs()[0].effectiveState, QStringLiteral("interrupted"));
        QVERIFY(!service.runs()[0].isLive());
    }

    void service_tellsThatARunFinishedWhileTheWindowWasClosed() {
        QTemporaryDir workspace;
        const auto runs = std::filesystem::path(workspace.path().toStdString()) / "runs";
        writeRun(runs, "dpo-0001", dpoConfig(), stateOf("finished", 10, 10), 10);
        RunService service(workspace.path(), QStringLiteral("/nonexistent"));
        QSignalSpy finished(&service, &RunService::runFinished);
        QVERIFY(finished.wait(kPatience));
        QCOMPARE(finished.count(), 1);
    }

    void service_withoutEngineSaysWhichStartFailed() {
        QTemporaryDir workspace;
        RunService service(workspace.path(), QStringLiteral("/nonexistent/tiebreak-engine"));
        QSignalSpy failed(&service, &RunService::runFailed);
        NewRun run{dpoConfig(), {{{"chosen", "a"}, {"rejected", "b"}}}, {}};
        service.createAndStart(run);
        QVERIFY(failed.wait(kPatience));
        QCOMPARE(failed[0][0].toString(), QStringLiteral("dpo-0001"));
    }

    void newRun_isFrozenWithItsHashAndTheNextFreeNumber() {
        QTemporaryDir workspace;
        const std::filesystem::path runs = workspace.path().toStdString();
        const NewRun run{dpoConfig(), {{{"prompt", "p"}, {"chosen", "a"}, {"rejected", "b"}}}, {}};
        QCOMPARE(writeNewRun(runs, run).value(), QStringLiteral("dpo-0001"));
        QCOMPARE(writeNewRun(runs, run).value(), QStringLiteral("dpo-0002"));
        const auto config = readRunConfig(runs / "dpo-0002" / "run.json");
        QVERIFY(config.ok());
        QCOMPARE(config->dataSha256.size(), size_t(64));
        QCOMPARE(config->learningRate, run.config.learningRate);
        QCOMPARE(readRunState(RunFolder{runs / "dpo-0002"})->state, std::string("queued"));
    }

    void table_changesInPlaceAndKeepsColours() {
        RunTableModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunSnapshot a, b;
        a.id = QStringLiteral("dpo-0001");
        a.startedAt = 1;
        b.id = QStringLiteral("dpo-0002");
        b.startedAt = 2;
        a.config = b.config = dpoConfig();
        model.setRuns({a, b});
        QCOMPARE(model.run(0)->id, QStringLiteral("dpo-0002")); // newest first
        const int colour = model.lineOf(a.id);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        a.state.step = 7;
        a.state.totalSteps = 10;
        model.setRuns({a, b});
        QVERIFY(!changed.isEmpty());
        QVERIFY(reset.isEmpty());
        QVERIFY(model.index(1, RunTableModel::Step).data().toString().startsWith(QLatin1Char('7')));
        model.setRuns({a});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.lineOf(a.id), colour);
    }

    void numbers_refuseWhatIsOutOfRangeInWords_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("rate") << "learning_rate"
                              << "5e-6" << true;
        QTest::newRow("rate too high") << "learning_rate"
                                       << "7" << false;
        QTest::newRow("no number") << "learning_rate"
                                   << "fast" << false;
        QTest::newRow("empty") << "batch_size"
                               << "" << false;
        QTest::newRow("whole") << "batch_size"
                               << "4" << true;
        QTest::newRow("not whole") << "batch_size"
                                   << "4.5" << false;
        QTest::newRow("zero") << "batch_size"
                              << "0" << false;
    }

    void numbers_refuseWhatIsOutOfRangeInWords() {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(bool, good);
        for (const auto& number : runNumbers()) {
            if (number.field != field)
                continue;
            const auto value = readNumber(number, text);
            QCOMPARE(value.ok(), good);
            if (!good)
                QVERIFY(QString::fromStdString(value.error().message).startsWith(number.name));
            return;
        }
        QFAIL("no such number");
    }

    void presets_neverGiveDpoAnSftRate() {
        for (const auto& preset : runPresets(QStringLiteral("dpo")))
            QVERIFY2(rateWarning(QStringLiteral("dpo"), preset.config.learningRate, true).isEmpty(),
                     qPrintable(preset.id));
        QVERIFY(!rateWarning(QStringLiteral("dpo"), 1e-3, true).isEmpty());
        QVERIFY(!rateWarning(QStringLiteral("dpo"), 2e-4, false).isEmpty());
    }

    void presets_areAcceptedByTheEnginesReader() {
        for (const char* method : {"dpo", "ppo"})
            for (auto preset : runPresets(QString::fromLatin1(method))) {
                preset.config.model = "m.gguf";
                preset.config.data = "data.jsonl";
                preset.config.prompts = "prompts.jsonl";
                const auto read = runConfigFromJson(toJson(preset.config));
                QVERIFY2(read.ok(), read ? "" : read.error().message.c_str());
            }
    }

private:
    StrictMessages m_strict;
};

QTEST_MAIN(TestRuns)
#include "tst_runs.moc"
