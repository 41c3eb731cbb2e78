#include "strict_messages.h"
#include "ui/services/backup_schedule.h"
#include "ui/services/store_service.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <memory>
#include <thread>

using namespace tiebreak;

namespace {

std::filesystem::path pathOf(const QTemporaryDir& folder) {
    return folder.path().toStdString() + "/w";
}

SampleRecord sampleOf(const std::string& id, const std::string& text) {
    SampleRecord sample;
    sample.id = id;
    sample.promptId = "p";
    sample.text = text;
    return sample;
}

void addPair(StoreService& service) {
    PromptRecord prompt;
    prompt.id = "p";
    service.submit([prompt](Store& store) { return store.addPrompt(prompt); });
    service.addSamples({sampleOf("a", "one"), sampleOf("b", "two")});
}

JudgementRecord judgementOf(int strength) {
    JudgementRecord judgement;
    judgement.sampleA = "a";
    judgement.sampleB = "b";
    judgement.strength = strength;
    return judgement;
}

} // namespace

class TestStoreService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_strict = std::make_unique<StrictMessages>(); }

    void work_runsOnTheStoresThreadInOrder() {
        QTemporaryDir folder;
        StoreService service(pathOf(folder));
        const auto window = std::this_thread::get_id();
        std::vector<int> order;
        for (int i = 0; i < 20; ++i)
            service
                .submit([i, window](Store&) {
                    return Result<int>(std::this_thread::get_id() == window ? -1 : i);
                })
                .then(this, [&order](Result<int> number) { order.push_back(*number); });
        QTRY_COMPARE(order.size(), size_t{20});
        for (int i = 0; i < 20; ++i)
            QCOMPARE(order[i], i);
    }

    void writes_areAnsweredByFacts() {
        QTemporaryDir folder;
        StoreService service(pathOf(folder));
        QSignalSpy opened(&service, &StoreService::opened),
            added(&service, &StoreService::samplesAdded),
            saved(&service, &StoreService::judgementSaved),
            undone(&service, &StoreService::judgementUndone),
            redone(&service, &StoreService::judgementRedone),
            changed(&service, &StoreService::contentChanged),
            reconciled(&service, &StoreService::runsReconciled),
            failed(&service, &StoreService::failed);
        addPair(service);
        service.addJudgement(judgementOf(-2));
        service.undoJudgement();
        service.redoJudgement();
        RunRecord run;
        run.id = "r";
        service.reconcileRun(run, {});
        QTRY_COMPARE(reconciled.size(), 1);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(added.size(), 1);
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved[0][0].value<JudgementRecord>().strength, -2);
        QCOMPARE(undone.size(), 1);
        QCOMPARE(redone.size(), 1);
        QTRY_COMPARE(changed.size(), 6);
        QCOMPARE(failed.size(), 0);
    }

    void refusedWrite_tellsTheError() {
        QTemporaryDir folder;
        StoreService service(pathOf(folder));
        QSignalSpy failed(&service, &StoreService::failed);
        service.addJudgement(judgementOf(1));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(int(failed[0][0].value<Error>().code), int(ErrorCode::NotFound));
    }

    void workspaceInUse_answersEveryCallWithTheReason() {
        QTemporaryDir folder;
        StoreService first(pathOf(folder));
        QSignalSpy opened(&first, &StoreService::opened);
        QTRY_COMPARE(opened.size(), 1);
        StoreService second(pathOf(folder));
        QSignalSpy refused(&second, &StoreService::openFailed);
        ErrorCode code = ErrorCode::Internal;
        second.submit([](Store& store) { return store.runs(); })
            .then(this, [&code](Result<std::vector<RunRecord>> runs) { code = runs.error().code; });
        QTRY_COMPARE(int(code), int(ErrorCode::Busy));
        QCOMPARE(refused.size(), 1);
    }

    void closing_savesWhatWasSubmitted() {
        QTemporaryDir folder;
        {
            StoreService service(pathOf(folder));
            addPair(service);
            for (int i = 0; i < 50; ++i)
                service.addJudgement(judgementOf(1));
        }
        auto store = Store::open(pathOf(folder));
        QVERIFY(store.ok());
        QCOMPARE(store->judgementsInForce()->size(), size_t{1});
        int undone = 0;
        while (store->undoLastJudgement()->has_value())
            ++undone;
        QCOMPARE(undone, 50);
    }

    void damagedWorkspace_offersTheNewestGoodBackupAndRestoresIt() {
        QTemporaryDir folder;
        {
            StoreService service(pathOf(folder));
            addPair(service);
            service.addJudgement(judgementOf(-2));
            QSignalSpy made(&service, &StoreService::backupMade);
            service.backUpNow();
            QTRY_COMPARE(made.size(), 1);
            QVERIFY(made[0][0].toString().contains("/manual-"));
        }
        const auto file = pathOf(folder) / "workspace.sqlite";
        std::ofstream(file, std::ios::binary) << std::string(9000, '\xa5');
        StoreService service(pathOf(folder));
        QSignalSpy refused(&service, &StoreService::openFailed),
            offered(&service, &StoreService::restoreOffered),
            replaced(&service, &StoreService::replaced), opened(&service, &StoreService::opened);
        QTRY_COMPARE(offered.size(), 1);
        QCOMPARE(int(refused[0][0].value<Error>().code), int(ErrorCode::BadFile));
        const auto backup = offered[0][0].value<BackupRecord>();
        QVERIFY(std::filesystem::exists(backup.file));
        auto listed = service.backups();
        QTRY_VERIFY(listed.isFinished());
        QCOMPARE(listed.result().size(), size_t{1});
        service.restore(backup.file);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(replaced.size(), 1);
        QVERIFY(replaced[0][0].toString().contains("workspace.sqlite.corrupt-"));
        auto judged = service.submit([](Store& store) { return store.judgementsInForce(); });
        QTRY_VERIFY(judged.isFinished());
        QCOMPARE(judged.result()->size(), size_t{1});
    }

    void damagedWorkspaceWithoutBackup_canStartEmpty() {
        QTemporaryDir folder;
        std::filesystem::create_directories(pathOf(folder));
        std::ofstream(pathOf(folder) / "workspace.sqlite") << "no database";
        StoreService service(pathOf(folder));
        QSignalSpy offered(&service, &StoreService::restoreOffered),
            opened(&service, &StoreService::opened);
        QTRY_COMPARE(offered.size(), 1);
        QVERIFY(offered[0][0].value<BackupRecord>().file.empty());
        service.startAfresh();
        QTRY_COMPARE(opened.size(), 1);
    }

    void restoreOfNothing_saysSoAndOpensAgain() {
        QTemporaryDir folder;
        StoreService service(pathOf(folder));
        addPair(service);
        QSignalSpy failed(&service, &StoreService::replaceFailed),
            opened(&service, &StoreService::opened);
        service.restore(pathOf(folder) / "backups" / "none.sqlite");
        QTRY_COMPARE(opened.size(), 2);
        QCOMPARE(failed.size(), 1);
        auto samples = service.submit([](Store& store) { return store.samplesOfPrompt("p"); });
        QTRY_VERIFY(samples.isFinished());
        QCOMPARE(samples.result()->size(), size_t{2});
    }

    void newerWorkspace_isOpenForReading() {
        QTemporaryDir folder;
        {
            StoreService service(pathOf(folder));
            addPair(service);
        }
        {
            std::fstream file(pathOf(folder) / "workspace.sqlite",
                              std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(63); // the last byte of user_version in the header
            file.put(99);
        }
        StoreService service(pathOf(folder));
        QSignalSpy readOnly(&service, &StoreService::openedReadOnly),
            failed(&service, &StoreService::failed);
        QTRY_COMPARE(readOnly.size(), 1);
        service.addJudgement(judgementOf(1));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(int(failed[0][0].value<Error>().code), int(ErrorCode::TooNew));
    }

    void schedule_backsUpWhatHasChanged() {
        QTemporaryDir folder;
        Store store = std::move(Store::open(pathOf(folder))).value();
        BackupSchedule schedule(store, std::chrono::milliseconds(10));
        QSignalSpy made(&schedule, &BackupSchedule::backupMade),
            failed(&schedule, &BackupSchedule::backupFailed);
        QTRY_COMPARE(made.size(), 1);
        QVERIFY(made[0][0].toString().contains("/regular-"));
        QTest::qWait(60); // nothing has changed since, and half an hour has not gone by
        QCOMPARE(made.size(), 1);
        QCOMPARE(failed.size(), 0);
        QCOMPARE(listBackups(pathOf(folder) / "backups").size(), size_t{1});
    }

    void answers_comeOnTheWindowsThreadAndNotToTheDead() {
        QTemporaryDir folder;
        StoreService service(pathOf(folder));
        bool told = false;
        {
            QObject receiver;
            service.submit([](Store& store) { return store.setting("k"); })
                .then(&receiver, [&told](Result<std::string>) { told = true; });
        }
        bool later = false;
        service.submit([](Store& store) { return store.setting("k"); })
            .then(this, [&later](Result<std::string>) {
                later = QThread::currentThread() == qApp->thread();
            });
        QTRY_VERIFY(later);
        QVERIFY(!told);
    }

private:
    std::unique_ptr<StrictMessages> m_strict;
};

QTEST_GUILESS_MAIN(TestStoreService)
#include "tst_store_service.moc"
