// A workspace whose disk fails: the power goes at any change, writes and syncs fail at any place.
// What was told as saved is there, the database is whole, and no half file has a final name.
#include "store_fixture.h"

#include "base/random_stream.h"
#include "powercut/powercut.h"

#include <set>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

namespace fs = std::filesystem;

constexpr int kJudgements = 12;

struct Told {
    std::set<std::string> saved;
    QStringList errors;
    int exitCode = -1;
    bool crashed = true;
};

/// Runs the driver; what it said up to its end.
Told drive(const QProcessEnvironment& environment, const QStringList& arguments) {
    QProcess driver;
    driver.setProcessEnvironment(environment);
    driver.start(QStringLiteral(POWERCUT_DIR) + "/store_driver", arguments);
    if (!driver.waitForFinished(60'000))
        qFatal("the driver does not end");
    Told told;
    told.exitCode = driver.exitCode();
    told.crashed = driver.exitStatus() == QProcess::CrashExit;
    for (const auto& line : QString::fromUtf8(driver.readAllStandardOutput()).split('\n')) {
        if (line.startsWith("saved "))
            told.saved.insert(line.mid(6).toStdString());
        if (line.startsWith("error "))
            told.errors << line.mid(6);
    }
    return told;
}

fs::path workspaceIn(const PowerCut& disk) {
    return (disk.root() + "/w").toStdString();
}

QString argument(const fs::path& path) {
    return QString::fromStdString(path.string());
}

/// Enough pairs for every judgement.
void makeWorkspace(const fs::path& folder) {
    Store store = valueOf(Store::open(folder));
    std::vector<PromptWithSamples> items(30);
    for (auto& item : items)
        for (const char* text : {"a", "b", "c"})
            item.samples.push_back(sampleOf("", {}, text));
    if (!store.importPrompts(items).ok())
        qFatal("the pairs were not made");
}

/// How many of what was told are gone; whole databases only.
int lostIn(const fs::path& folder, const std::set<std::string>& told) {
    Store store = valueOf(Store::open(folder));
    if (valueOf(store.integrityCheck()) != "ok")
        qFatal("the database is damaged");
    for (const auto& backup : listBackups(folder / "backups"))
        if (!checkBackup(backup.file))
            qFatal("a backup is damaged");
    std::set<std::string> kept;
    for (const auto& judgement : valueOf(store.judgementsInForce()))
        kept.insert(judgement.id);
    int lost = 0;
    for (const auto& id : told)
        lost += kept.count(id) == 0 && valueOf(store.setting(id)).empty();
    return lost;
}

/// Changes and syncs in a whole run of the driver, by halving: the run that is not killed.
int changesIn(const QStringList& mode) {
    int low = 1, high = 4096;
    while (low < high) {
        const int middle = (low + high) / 2;
        PowerCut disk;
        makeWorkspace(workspaceIn(disk));
        const Told told =
            drive(disk.environment(middle), QStringList{argument(workspaceIn(disk))} + mode);
        if (told.crashed)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

} // namespace

class TestStorePower : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void powerCut_losesNothingThatWasTold() {
        const QStringList mode{"judge", QString::number(kJudgements)};
        const int changes = changesIn(mode);
        QVERIFY(changes > 3 * kJudgements);
        RandomStream random(5);
        std::size_t told = 0;
        for (int round = 0; round < rounds(5); ++round) {
            PowerCut disk;
            const fs::path folder = workspaceIn(disk);
            makeWorkspace(folder);
            const int at = 1 + static_cast<int>(random.below(std::uint64_t(changes)));
            const Told said = drive(disk.environment(at), QStringList{argument(folder)} + mode);
            QVERIFY(said.crashed);
            QStringList options;
            if (round % 3 == 1)
                options << "--strict";
            if (round % 3 == 2)
                options << "--keep" << QString::number(round);
            QVERIFY(disk.revert(options));
            QVERIFY2(lostIn(folder, said.saved) == 0, qPrintable(QString::number(at)));
            told += said.saved.size();
        }
        QVERIFY(told > 0);
        qInfo("%zu judgements told over %d power cuts, none lost", told, rounds(5));
    }

    void newWorkspace_isThereOrNot() {
        for (int at = 1; at < 200; at += std::max(1, 190 / rounds(5))) {
            PowerCut disk;
            const fs::path folder = workspaceIn(disk);
            const Told said = drive(disk.environment(at), {argument(folder), "judge", "0"});
            QVERIFY(disk.revert({"--strict"}));
            QVERIFY(Store::open(folder).ok());
            if (!said.crashed)
                break;
        }
    }

    /// The proof that the simulation bites: without the sync on every commit it finds losses.
    void control_normalLosesAndFullDoesNot() {
        int lostNormal = 0;
        for (int round = 0; round < rounds(4); ++round)
            for (const QString level : {"NORMAL", "FULL"}) {
                PowerCut disk;
                const fs::path folder = workspaceIn(disk);
                makeWorkspace(folder);
                const Told said = drive(disk.environment(20 + 3 * (round % 50)),
                                        {argument(folder), "raw", level, "400"});
                QVERIFY(said.crashed);
                QVERIFY(disk.revert());
                const int lost = lostIn(folder, said.saved);
                if (level == "NORMAL")
                    lostNormal += lost;
                else
                    QCOMPARE(lost, 0);
            }
        qInfo("%d acknowledged rows lost at synchronous = NORMAL", lostNormal);
        QVERIFY(lostNormal > 0);
    }

    void restoreCutShort_isOldOrNew() {
        // A restore has about this many changes; the loop ends with the one that comes through.
        constexpr int kEnough = 400;
        const int step = std::max(1, 60 / rounds(5));
        int old = 0, replaced = 0;
        for (int at = 1; at < kEnough; at += step) {
            PowerCut disk;
            const fs::path folder = workspaceIn(disk);
            makeWorkspace(folder);
            fs::path backup;
            {
                Store store = valueOf(Store::open(folder));
                backup = valueOf(store.backUp(BackupKind::Manual, 1764150000000));
                valueOf(store.addJudgement(judgementOf(*valueOf(store.nextPair()), 1)));
            }
            const Told said =
                drive(disk.environment(at), {argument(folder), "restore", argument(backup)});
            QVERIFY(disk.revert(at % 2 ? QStringList{"--strict"} : QStringList{}));
            Store store = valueOf(Store::open(folder));
            QCOMPARE(valueOf(store.integrityCheck()), std::string("ok"));
            QVERIFY(valueOf(store.nextPair()).has_value()); // never an empty workspace
            (valueOf(store.judgementsInForce()).size() == 1 ? old : replaced) += 1;
            if (!said.crashed)
                break;
        }
        QVERIFY(old > 0 && replaced > 0);
    }

    void failingDisk_isToldAndLeavesNothingHalf_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<int>("code");
        QTest::newRow("full disk at the n-th write") << "write" << 28;
        QTest::newRow("I/O error at the n-th write") << "write" << 5;
        QTest::newRow("I/O error at the n-th sync") << "sync" << 5;
    }
    void failingDisk_isToldAndLeavesNothingHalf() {
        QFETCH(QString, operation);
        QFETCH(int, code);
        const int step = std::max(1, 300 / std::min(300, rounds(5) * 3 / 2));
        int failed = 0;
        for (int n = 1; n <= 300; n += step) {
            PowerCut disk;
            const fs::path folder = workspaceIn(disk);
            makeWorkspace(folder);
            auto environment = disk.environment();
            environment.insert("POWERCUT_FAIL_OP", operation);
            environment.insert("POWERCUT_FAIL_AT", QString::number(n));
            environment.insert("POWERCUT_FAIL_FOR", "1");
            environment.insert("POWERCUT_FAIL_ERRNO", QString::number(code));
            const Told said = drive(environment, {argument(folder), "judge", "60"});
            QVERIFY2(!said.crashed && said.exitCode == 0, qPrintable(QString::number(n)));
            QCOMPARE(said.saved.size(), size_t{60});
            QCOMPARE(lostIn(folder, said.saved), 0);
            for (const auto& error : said.errors) {
                // Opening asks the disk how full it is, and the simulated one is not.
                const bool opening = error.contains("opening failed");
                const bool right = error.startsWith(code == 28 ? "disk_full" : "io") ||
                                   (opening && error.startsWith("io"));
                QVERIFY2(right, qPrintable(error));
            }
            failed += !said.errors.isEmpty();
            for (const auto& entry : fs::recursive_directory_iterator(folder))
                QVERIFY2(entry.path().extension() != ".part" &&
                             entry.path().extension() != ".restoring",
                         entry.path().c_str());
        }
        qInfo("%d runs were told of the failure", failed);
        QVERIFY(failed > 0);
    }
};

QTEST_GUILESS_MAIN(TestStorePower)
#include "tst_store_power.moc"
