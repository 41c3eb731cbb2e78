// Backups: when they are taken, which stay as they age, that a judgement never waits for one, and
// that what is restored is whole and what it replaced is kept.
#include "store_fixture.h"

#include "base/random_stream.h"
#include "store/backup_policy.h"
#include "store/network_file_system.h"
#include "store/restore.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <fstream>
#include <map>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMinute = 60 * 1000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
constexpr std::int64_t kStart = 1735689600000; // 2025-01-01T00:00Z, a Wednesday

/// Takes away what the policy takes away.
void thin(std::vector<std::int64_t>& times, std::int64_t now) {
    auto removed = backupsToRemove(times, now);
    std::sort(removed.rbegin(), removed.rend());
    for (const std::size_t i : removed)
        times.erase(times.begin() + static_cast<std::ptrdiff_t>(i));
}

std::size_t olderThan(const std::vector<std::int64_t>& times, std::int64_t now, std::int64_t age) {
    return static_cast<std::size_t>(std::count_if(
        times.begin(), times.end(), [&](std::int64_t time) { return now - time >= age; }));
}

void writeBytes(const fs::path& file, std::streamoff offset, const std::string& bytes) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(offset);
    stream << bytes;
}

std::size_t judgementsIn(const fs::path& folder) {
    Store store = valueOf(Store::open(folder));
    return valueOf(store.judgementsInForce()).size();
}

/// A workspace of two queries with one judgement, a backup, and then another judgement.
struct BackedUp : Workspace {
    fs::path backupFile;
    BackedUp() {
        addPromptWith(store, "p", {"a", "b"});
        addPromptWith(store, "q", {"c", "d"});
        judge();
        backupFile = valueOf(store.backUp(BackupKind::Manual, kStart));
        judge();
    }
    void judge() { valueOf(store.addJudgement(judgementOf(*valueOf(store.nextPair()), 1))); }
    void close() { Store closed = std::move(store); }
};

} // namespace

class TestStoreBackups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoYears_keepWhatThePolicySays_data() {
        QTest::addColumn<int>("perDay");
        QTest::newRow("one a day") << 1;
        QTest::newRow("six a day") << 6;
        QTest::newRow("every half hour") << 48;
    }
    void twoYears_keepWhatThePolicySays() {
        QFETCH(int, perDay);
        std::vector<std::int64_t> times;
        std::int64_t now = kStart;
        for (int taken = 0; taken < 730 * perDay; ++taken, now += kDay / perDay) {
            times.push_back(now);
            thin(times, now);
            const auto older = olderThan(times, now, 2 * kDay);
            QVERIFY(older <= size_t(kBackupsDaily + kBackupsWeekly + kBackupsMonthly));
            // All of the last two days.
            QCOMPARE(times.size() - older, size_t(std::min(taken + 1, 2 * perDay)));
        }
        now -= kDay / perDay;
        QCOMPARE(olderThan(times, now, 2 * kDay),
                 size_t(kBackupsDaily + kBackupsWeekly + kBackupsMonthly));
        // The 12 days before the last two, each once; then weeks; then months, about a year back.
        std::sort(times.rbegin(), times.rend());
        const auto old = times.begin() + 2 * perDay;
        for (int day = 1; day < kBackupsDaily; ++day)
            QCOMPARE(old[day - 1] / kDay - old[day] / kDay, std::int64_t{1});
        for (int week = 1; week < kBackupsWeekly; ++week)
            QCOMPARE(old[kBackupsDaily + week - 1] / kDay - old[kBackupsDaily + week] / kDay,
                     std::int64_t{7});
        for (int month = 1; month < kBackupsMonthly; ++month) {
            const auto gap = (old[kBackupsDaily + kBackupsWeekly + month - 1] -
                              old[kBackupsDaily + kBackupsWeekly + month]) /
                             kDay;
            QVERIFY2(gap >= 27 && gap <= 36, qPrintable(QString::number(gap)));
        }
        const auto oldest = (now - times.back()) / kDay;
        QVERIFY2(oldest > 330 && oldest < 400, qPrintable(QString::number(oldest)));
    }

    void pauseOfAYear_removesNothingButDoubles() {
        // Few backups are all kept, however old: they are the only ones.
        std::vector<std::int64_t> times{kStart, kStart + 400 * kDay, kStart + 401 * kDay};
        QVERIFY(backupsToRemove(times, kStart + 800 * kDay).empty());
        times.push_back(kStart + 401 * kDay + kMinute); // the newest of a day stays
        QCOMPARE(backupsToRemove(times, kStart + 800 * kDay), std::vector<std::size_t>{2});
    }

    void keptFiles_areAllRestorable() {
        BackedUp w;
        w.close();
        const fs::path backups = w.folder / "backups";
        for (int day = 0; day < 730; ++day)
            for (const int minute : {541, 999}) {
                const auto now = kStart + day * kDay + minute * kMinute;
                fs::copy_file(w.backupFile, newBackupFile(backups, BackupKind::Regular, now));
                if (day % 7 == 6 || day == 729)
                    QVERIFY(thinBackups(backups, now).ok());
            }
        const auto kept = listBackups(backups);
        // 4 of two days, 31 older ones, and the one that was asked for, which is never removed.
        QCOMPARE(kept.size(), size_t{4 + 31 + 1});
        QCOMPARE(kept.back().file, w.backupFile);
        for (const auto& backup : kept) {
            const auto aside = valueOf(restoreBackup(w.folder, backup.file, kStart + 800 * kDay));
            QVERIFY(checkBackup(aside).ok());
            Store store = valueOf(Store::open(w.folder));
            QCOMPARE(valueOf(store.integrityCheck()), std::string("ok"));
            QCOMPARE(valueOf(store.judgementsInForce()).size(), size_t{1});
        }
    }

    void schedule_wantsAChangeAndHalfAnHour() {
        Workspace w;
        std::int64_t now = kStart;
        addPromptWith(w.store, "p", {"a", "b", "c"});
        QVERIFY(valueOf(w.store.isBackupDue(now)));
        valueOf(w.store.backUp(BackupKind::Regular, now));
        now += 40 * kMinute;
        QVERIFY(!valueOf(w.store.isBackupDue(now))); // nothing has changed
        valueOf(w.store.addJudgement(judgementOf(*valueOf(w.store.nextPair()), 1)));
        QVERIFY(valueOf(w.store.isBackupDue(now)));
        QVERIFY(!valueOf(w.store.isBackupDue(kStart + 29 * kMinute)));
        QVERIFY(valueOf(w.store.isBackupDue(kStart - kDay))); // the clock was set back
        valueOf(w.store.backUp(BackupKind::Regular, now));
        QVERIFY(!valueOf(w.store.isBackupDue(now + kDay)));
        // Opening it again is no change; what was not backed up in the last session is one.
        { Store closed = std::move(w.store); }
        w.store = valueOf(Store::open(w.folder));
        QVERIFY(!valueOf(w.store.isBackupDue(now + kDay)));
        valueOf(w.store.addJudgement(judgementOf(*valueOf(w.store.nextPair()), 1)));
        { Store closed = std::move(w.store); }
        w.store = valueOf(Store::open(w.folder));
        QVERIFY(valueOf(w.store.isBackupDue(now + kDay)));
        // Somebody removed the files: the mark in the database is not believed.
        valueOf(w.store.backUp(BackupKind::Regular, now + kDay));
        { Store closed = std::move(w.store); }
        fs::remove_all(w.folder / "backups");
        w.store = valueOf(Store::open(w.folder));
        QVERIFY(valueOf(w.store.isBackupDue(now + kDay)));
    }

    void slices_takeInWhatIsWrittenMeanwhile() {
        Workspace w;
        std::vector<PromptWithSamples> items(400);
        for (auto& item : items)
            for (const char* text : {"a", "b"})
                item.samples.push_back(sampleOf("", {}, text + std::string(20000, 'x')));
        QVERIFY(w.store.importPrompts(items).ok());
        QVERIFY(w.store.beginBackup(BackupKind::Manual, kStart).ok());
        int slices = 0, judged = 0;
        std::optional<PendingBackup> copy;
        while (!copy) {
            QVERIFY(slices < 1000);
            copy = valueOf(w.store.continueBackup());
            ++slices;
            if (slices < 5) {
                valueOf(w.store.addJudgement(judgementOf(*valueOf(w.store.nextPair()), 1)));
                ++judged;
            }
        }
        QVERIFY2(slices > 5, qPrintable(QString::number(slices)));
        QVERIFY(!fs::exists(copy->target));
        QVERIFY(finishBackup(*copy).ok());
        QVERIFY(!fs::exists(copy->part));
        QVERIFY(checkBackup(copy->target).ok());
        { Store closed = std::move(w.store); }
        valueOf(restoreBackup(w.folder, copy->target, kStart));
        QCOMPARE(judgementsIn(w.folder), size_t(judged));
    }

    void halfACopy_leavesNothing() {
        BackedUp w;
        QVERIFY(w.store.beginBackup(BackupKind::Regular, kStart + 1).ok());
        w.close();
        QCOMPARE(listBackups(w.folder / "backups").size(), size_t{1});
        for (const auto& entry : fs::directory_iterator(w.folder / "backups"))
            QVERIFY(entry.path().extension() == ".sqlite");
    }

    void damagedCopy_isRefusedAndRemoved() {
        BackedUp w;
        QVERIFY(w.store.beginBackup(BackupKind::Manual, kStart + 1).ok());
        std::optional<PendingBackup> copy;
        while (!copy)
            copy = valueOf(w.store.continueBackup());
        writeBytes(copy->part, 4096 * 3, std::string(4096, '\xa5'));
        QVERIFY(!finishBackup(*copy).ok());
        QVERIFY(!fs::exists(copy->part) && !fs::exists(copy->target));
    }

    void thinning_waitsForThreeCleanOpenings() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        const fs::path backups = w.folder / "backups";
        const auto copyOf = [&](int day) {
            return valueOf(w.store.backUp(BackupKind::Regular, kStart + day * kDay));
        };
        copyOf(0);
        fs::copy_file(copyOf(1), newBackupFile(backups, BackupKind::Regular, kStart + kDay + 1));
        { Store closed = std::move(w.store); }
        w.store = valueOf(Store::open(w.folder)); // the second opening
        copyOf(100);
        QCOMPARE(listBackups(backups).size(), size_t{4});
        { Store closed = std::move(w.store); }
        w.store = valueOf(Store::open(w.folder));
        copyOf(101);
        QCOMPARE(listBackups(backups).size(), size_t{4}); // one of the two of day 1 went
        // After a restore the good copies are safe again.
        { Store closed = std::move(w.store); }
        valueOf(restoreBackup(w.folder, listBackups(backups)[0].file, kStart + 101 * kDay));
        w.store = valueOf(Store::open(w.folder));
        fs::copy_file(listBackups(backups)[0].file,
                      newBackupFile(backups, BackupKind::Regular, kStart + 101 * kDay + 1));
        copyOf(200);
        QCOMPARE(listBackups(backups).size(), size_t{4 + 1 + 1 + 1});
    }

    void restore_bringsBackWhatWasAndKeepsWhatIs() {
        BackedUp w;
        w.close();
        QCOMPARE(judgementsIn(w.folder), size_t{2});
        const fs::path aside = valueOf(restoreBackup(w.folder, w.backupFile, kStart + kDay));
        QCOMPARE(judgementsIn(w.folder), size_t{1});
        QVERIFY(aside.filename().string().starts_with("before-restore-"));
        QVERIFY(fs::exists(w.backupFile));
        // What was replaced can be restored in turn.
        valueOf(restoreBackup(w.folder, aside, kStart + 2 * kDay));
        QCOMPARE(judgementsIn(w.folder), size_t{2});
    }

    void restore_isRefusedWhileTheWorkspaceIsOpen() {
        BackedUp w;
        const auto refused = restoreBackup(w.folder, w.backupFile, kStart);
        QCOMPARE(int(refused.error().code), int(ErrorCode::Busy));
    }

    void restoreOfADamagedBackup_changesNothing() {
        BackedUp w;
        w.close();
        writeBytes(w.backupFile, 4096 * 2, std::string(8192, '\xa5'));
        QVERIFY(!restoreBackup(w.folder, w.backupFile, kStart).ok());
        QCOMPARE(judgementsIn(w.folder), size_t{2});
        std::ofstream(w.folder / "backups" / "text.sqlite") << "no database";
        QVERIFY(!restoreBackup(w.folder, w.folder / "backups" / "text.sqlite", kStart).ok());
        QVERIFY(!fs::exists(w.folder / "workspace.sqlite.restoring"));
    }

    void damagedWorkspace_isReplacedAndKept() {
        BackedUp w;
        w.close();
        writeBytes(w.file(), 0, std::string(5000, '\xa5'));
        QVERIFY(!Store::open(w.folder).ok());
        // The newest is damaged too: the newest good one is offered.
        const fs::path newer = newBackupFile(w.folder / "backups", BackupKind::Manual, kStart + 1);
        fs::copy_file(w.backupFile, newer);
        writeBytes(newer, 4096 * 2, std::string(8192, '\xa5'));
        const auto good = newestGoodBackup(w.folder / "backups");
        QCOMPARE(good->file, w.backupFile);
        const fs::path aside = valueOf(restoreBackup(w.folder, good->file, kStart));
        QVERIFY(aside.filename().string().starts_with("workspace.sqlite.corrupt-"));
        std::ifstream kept(aside, std::ios::binary);
        QCOMPARE(kept.get(), 0xa5);
        QCOMPARE(judgementsIn(w.folder), size_t{1});
    }

    void startingAfresh_keepsTheDamagedOne() {
        BackedUp w;
        w.close();
        writeBytes(w.file(), 0, std::string(5000, '\xa5'));
        const fs::path aside = valueOf(startAfresh(w.folder, kStart));
        QVERIFY(fs::exists(aside));
        QCOMPARE(judgementsIn(w.folder), size_t{0});
        QVERIFY(fs::exists(w.backupFile));
    }

    void ownFiles_areOfferedAndNeverRemoved() {
        BackedUp w;
        const fs::path own = w.folder / "backups" / "before the workshop.sqlite";
        fs::copy_file(w.backupFile, own);
        QVERIFY(thinBackups(w.folder / "backups", kStart + 3000 * kDay).ok());
        const auto found = listBackups(w.folder / "backups");
        QCOMPARE(found.size(), size_t{2});
        QCOMPARE(found[0].file, own); // its time is the file's, which is now
        QCOMPARE(int(found[0].kind), int(BackupKind::Manual));
    }

    void networkFileSystems_areTold_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("type");
        QTest::newRow("local") << "/home/ada/w"
                               << "";
        QTest::newRow("nfs") << "/home/ada/net/w"
                             << "nfs4";
        QTest::newRow("the mount itself") << "/home/ada/net"
                                          << "nfs4";
        QTest::newRow("a name that only starts alike") << "/home/ada/network"
                                                       << "";
        QTest::newRow("blank in the name") << "/mnt/my share/w"
                                           << "cifs";
        QTest::newRow("local disk mounted inside") << "/home/ada/net/disk/w"
                                                   << "";
        QTest::newRow("sshfs") << "/ssh/w"
                               << "fuse.sshfs";
    }
    void networkFileSystems_areTold() {
        QFETCH(QString, folder);
        QFETCH(QString, type);
        const std::string table =
            "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
            "50 22 0:40 / /home/ada/net rw shared:9 master:3 - nfs4 host:/x rw,vers=4.2\n"
            "51 22 0:41 / /mnt/my\\040share rw - cifs //host/share rw\n"
            "52 50 254:1 / /home/ada/net/disk rw - ext4 /dev/vdb rw\n"
            "53 22 0:42 / /ssh rw - fuse.sshfs host: rw\n"
            "a line of another kind\n";
        QCOMPARE(networkFileSystemOf(folder.toStdString(), table), type.toStdString());
    }

    void thisMachinesTemporaryFolder_isLocal() {
        QTemporaryDir folder;
        QCOMPARE(networkFileSystemOf(fs::path(folder.path().toStdString())), std::string());
    }
};

QTEST_GUILESS_MAIN(TestStoreBackups)
#include "tst_store_backups.moc"
