#include "strict_messages.h"
#include "ui/services/store_service.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

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
