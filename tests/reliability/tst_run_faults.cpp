// What must not change the result of a run: kill -9 at any moment, a power cut, a full disk. The
// environment says how often each is tried: RUN_FAULTS (1; kill -9 once more).
#include "powercut/powercut.h"
#include "run_process.h"

#include <csignal>
#include <random>

using namespace tiebreak;
using namespace tiebreak::test;
namespace fs = std::filesystem;

namespace {

int tries() {
    const int number = qEnvironmentVariableIntValue("RUN_FAULTS");
    return number > 0 ? number : 1;
}

constexpr int kChanges = 260; ///< about as many as a run of these makes

/// Kills the run once its metrics have `lines` lines and some time more passed. False where it had
/// ended before.
bool killAt(const RunFolder& folder, int lines, int moreMicroseconds) {
    QProcess process;
    process.start(runEnginePath(), {"train", QString::fromStdString(folder.path.string())});
    QElapsedTimer patience;
    patience.start();
    while (process.state() != QProcess::NotRunning && metricLines(folder) < lines &&
           patience.elapsed() < kRunPatienceMs)
        process.waitForFinished(1);
    QThread::usleep(static_cast<unsigned long>(moreMicroseconds));
    const bool ran = process.state() != QProcess::NotRunning;
    process.kill();
    process.waitForFinished(kRunPatienceMs);
    return ran;
}

/// Lets the engine run until it ends or says that it paused; then resumes it.
EngineEnd trainThroughPauses(const RunFolder& folder, const QProcessEnvironment& environment) {
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(runEnginePath(), {"train", QString::fromStdString(folder.path.string())});
    QElapsedTimer patience;
    patience.start();
    while (!process.waitForFinished(20) && patience.elapsed() < kRunPatienceMs) {
        const auto state = readRunState(folder);
        if (state && state->state == "paused")
            (void)writeRunControl(folder, "resume");
    }
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
        return {true, -1, "hangs"};
    }
    return endOf(process);
}

} // namespace

class TestRunFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_dpo = std::make_unique<UnbrokenRun>(dpoRun());
        QVERIFY2(m_dpo->good(), m_dpo->words().constData());
        m_ppo = std::make_unique<UnbrokenRun>(ppoRun());
        QVERIFY2(m_ppo->good(), m_ppo->words().constData());
    }

    void methods_data() {
        QTest::addColumn<bool>("ppo");
        QTest::newRow("dpo") << false;
        QTest::newRow("ppo") << true;
    }

    void kill9_thenResume_isBitForBitTheUnbrokenRun_data() { methods_data(); }
    void kill9_thenResume_isBitForBitTheUnbrokenRun() {
        const UnbrokenRun& whole = run();
        std::mt19937 random(1);
        int killed = 0;
        for (int i = 0; i < std::max(2, tries()); ++i) {
            QTemporaryDir dir;
            const RunFolder folder{dir.filePath("run").toStdString()};
            whole.copyTo(folder.path);
            for (int again = 1 + i % 2; again > 0; --again)
                killed += killAt(folder, 1 + static_cast<int>(random() % 24u) % whole.lines(),
                                 static_cast<int>(random() % 20'000u))
                              ? 1
                              : 0;
            const auto end = train({QString::fromStdString(folder.path.string())});
            QVERIFY2(end.status == 0, end.words.constData());
            QCOMPARE(lastHash(folder), whole.hash());
        }
        QVERIFY2(killed > 0, "at least one kill came while it ran");
    }

    void sigterm_thenResume_isBitForBitTheUnbrokenRun_data() { methods_data(); }
    void sigterm_thenResume_isBitForBitTheUnbrokenRun() {
        const UnbrokenRun& whole = run();
        std::mt19937 random(2);
        for (int i = 0; i < tries(); ++i) {
            QTemporaryDir dir;
            const RunFolder folder{dir.filePath("run").toStdString()};
            whole.copyTo(folder.path);
            QProcess process;
            process.start(runEnginePath(), {"train", dir.filePath("run")});
            while (process.state() != QProcess::NotRunning && metricLines(folder) < 2)
                process.waitForFinished(1);
            QThread::usleep(random() % 60'000u);
            process.terminate();
            QVERIFY(process.waitForFinished(kRunPatienceMs));
            const auto end = endOf(process);
            QVERIFY2(!end.crashed && (end.status == 4 || end.status == 0), end.words.constData());
            QCOMPARE(train({dir.filePath("run")}).status, 0);
            QCOMPARE(lastHash(folder), whole.hash());
        }
    }

    void powerCut_thenResume_isBitForBitTheUnbrokenRun_data() { methods_data(); }
    void powerCut_thenResume_isBitForBitTheUnbrokenRun() {
        const UnbrokenRun& whole = run();
        std::mt19937 random(3);
        for (int i = 0; i < tries(); ++i) {
            PowerCut cut;
            const RunFolder folder{(cut.root() + "/run").toStdString()};
            whole.copyTo(folder.path);
            QProcess process;
            process.setProcessEnvironment(
                cut.environment(1 + static_cast<int>(random() % kChanges)));
            process.start(runEnginePath(), {"train", cut.root() + "/run"});
            QVERIFY(process.waitForFinished(kRunPatienceMs));
            QVERIFY(cut.revert(i % 3 == 0   ? QStringList{}
                               : i % 3 == 1 ? QStringList{"--strict"}
                                            : QStringList{"--keep", QString::number(i)}));
            for (const auto& checkpoint : listCheckpoints(folder))
                QVERIFY2(verifyCheckpoint(checkpoint).ok(), "a checkpoint that is there is whole");
            const auto end = train({cut.root() + "/run"});
            QVERIFY2(end.status == 0, end.words.constData());
            QCOMPARE(lastHash(folder), whole.hash());
        }
    }

    void fullDisk_isSaidAndNothingIsLost_data() {
        QTest::addColumn<int>("number");
        QTest::newRow("no space left") << 28;
        QTest::newRow("input/output error") << 5;
    }
    void fullDisk_isSaidAndNothingIsLost() {
        QFETCH(int, number);
        std::mt19937 random(static_cast<unsigned>(number));
        for (int i = 0; i < tries(); ++i) {
            PowerCut cut;
            const RunFolder folder{(cut.root() + "/run").toStdString()};
            m_dpo->copyTo(folder.path);
            auto environment = cut.environment();
            environment.insert("POWERCUT_FAIL_AT", QString::number(1 + random() % 200u));
            environment.insert("POWERCUT_FAIL_FOR", QString::number(1 + i % 4));
            environment.insert("POWERCUT_FAIL_ERRNO", QString::number(number));
            const auto end = trainThroughPauses(folder, environment);
            QVERIFY2(!end.crashed, end.words.constData());
            QVERIFY2(end.status == 0 || !end.words.isEmpty(), "a run that ends says why");
            const auto again = train({cut.root() + "/run"});
            QVERIFY2(again.status == 0, again.words.constData());
            QCOMPARE(lastHash(folder), m_dpo->hash());
        }
    }

    // The twin: another seed must give another hash, or the comparisons above would show nothing.
    void anotherSeed_isAnotherHash() {
        auto config = dpoRun();
        config["seed"] = 43;
        const UnbrokenRun other(config);
        QVERIFY(other.good());
        QVERIFY(other.hash() != m_dpo->hash());
    }

private:
    const UnbrokenRun& run() const {
        QFETCH(bool, ppo);
        return ppo ? *m_ppo : *m_dpo;
    }
    std::unique_ptr<UnbrokenRun> m_dpo, m_ppo;
};

QTEST_GUILESS_MAIN(TestRunFaults)
#include "tst_run_faults.moc"
