// The power-cut simulation itself: what was synced stays, what was not goes, and programs that do
// not sync are caught. Without the last the tests that use it would show nothing.
#include "powercut/powercut.h"

#include <QTest>

namespace {

constexpr int kCount = 8;

struct Outcome {
    int acknowledged = 0;
    QByteArray content;
    bool there = false;
};

/// Runs the probe until its `killAt`-th change and cuts the power.
Outcome cutAt(const QString& way, int killAt, const QStringList& options) {
    PowerCut cut;
    QProcess probe;
    probe.setProcessEnvironment(cut.environment(killAt));
    probe.start(QStringLiteral(POWERCUT_DIR) + "/powercut_probe",
                {cut.root(), way, QString::number(kCount)});
    if (!probe.waitForFinished() || !cut.revert(options))
        return {};
    QFile file(cut.root() + "/file");
    Outcome outcome;
    outcome.acknowledged = static_cast<int>(probe.readAllStandardOutput().count('\n'));
    outcome.there = file.open(QIODevice::ReadOnly);
    outcome.content = outcome.there ? file.readAll() : QByteArray();
    return outcome;
}

QByteArray lines(int count) {
    QByteArray all;
    for (int i = 1; i <= count; ++i)
        all += QByteArray::number(i) + "\n";
    return all;
}

/// Cuts at which something that was acknowledged is not there.
int countLosses(const QString& way, const QStringList& options) {
    int losses = 0;
    for (int killAt = 1; killAt <= 4 * kCount; ++killAt) {
        const Outcome outcome = cutAt(way, killAt, options);
        const bool append = way.startsWith("append");
        const int held = append ? static_cast<int>(outcome.content.count('\n'))
                                : outcome.content.trimmed().toInt();
        losses += held < outcome.acknowledged ? 1 : 0;
    }
    return losses;
}

} // namespace

class TstPowercut : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ways_data() {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("everything unsynced goes") << QStringList{};
        QTest::newRow("names need the folder") << QStringList{"--strict"};
        QTest::newRow("some of it stays") << QStringList{"--keep", "7"};
    }

    void syncedAppends_survive_data() { ways_data(); }
    void syncedAppends_survive() {
        QFETCH(QStringList, options);
        QCOMPARE(countLosses("append", options), 0);
    }

    void atomicReplacement_survives_data() { ways_data(); }
    void atomicReplacement_survives() {
        QFETCH(QStringList, options);
        QCOMPARE(countLosses("replace", options), 0);
    }

    void atomicReplacement_isOldOrNew() {
        for (int killAt = 1; killAt <= 4 * kCount; ++killAt) {
            const Outcome outcome = cutAt("replace", killAt, {"--keep", QString::number(killAt)});
            if (outcome.there)
                QVERIFY2(outcome.content.endsWith('\n'), "a file that is there is whole");
        }
    }

    void appends_areAPrefix() {
        for (int killAt = 1; killAt <= 2 * kCount; ++killAt) {
            const Outcome outcome = cutAt("append", killAt, {});
            QCOMPARE(outcome.content, lines(static_cast<int>(outcome.content.count('\n'))));
        }
    }

    // The control: programs that do not sync must be seen to lose.
    void unsyncedAppends_areLost() { QVERIFY(countLosses("append-unsynced", {}) > 0); }
    void unsyncedReplacement_isLost() { QVERIFY(countLosses("replace-unsynced", {}) > 0); }

    void fullDisk_failsTheWrite() {
        PowerCut cut;
        auto environment = cut.environment();
        environment.insert("POWERCUT_FAIL_AT", "4"); // the file, then three lines
        QProcess probe;
        probe.setProcessEnvironment(environment);
        probe.start(QStringLiteral(POWERCUT_DIR) + "/powercut_probe", {cut.root(), "append", "9"});
        QVERIFY(probe.waitForFinished());
        QCOMPARE(probe.exitCode(), 1);
        QCOMPARE(probe.readAllStandardOutput(), lines(2));
    }
};

QTEST_GUILESS_MAIN(TstPowercut)
#include "tst_powercut.moc"
