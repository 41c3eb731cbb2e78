#include "ui/services/store_service.h"

#include "base/clock.h"
#include "store/network_file_system.h"
#include "store/restore.h"
#include "ui/services/backup_schedule.h"

#include <QCoreApplication>
#include <QEvent>

#include <optional>

namespace tiebreak {

/// The store and its thread's side of the service.
class StoreService::Worker : public QObject {
public:
    Worker(StoreService& service, std::filesystem::path folder)
        : m_service(service)
        , m_folder(std::move(folder)) {}

    void open() {
        auto store = Store::open(m_folder);
        if (!store) {
            m_whyNot = store.error();
            tell(&StoreService::openFailed, m_whyNot);
            if (m_whyNot.code == ErrorCode::BadFile)
                tell(&StoreService::restoreOffered,
                     newestGoodBackup(backupsIn(m_folder)).value_or(BackupRecord{}));
            return;
        }
        m_store.emplace(std::move(store).value());
        m_changes = m_store->changeCount();
        startSchedule();
        tell(&StoreService::opened);
        tellWarnings();
    }

    void run(Job& job) {
        QMetaObject::invokeMethod(&m_service, job(m_store ? &*m_store : nullptr, m_whyNot),
                                  Qt::QueuedConnection);
        const std::int64_t changes = m_store ? m_store->changeCount() : 0;
        if (std::exchange(m_changes, changes) != changes)
            Q_EMIT m_service.contentChanged();
    }

    void backUp() {
        if (m_schedule)
            m_schedule->begin(BackupKind::Manual);
        else
            tell(&StoreService::backupFailed, m_whyNot);
    }

    std::vector<BackupRecord> backups() const { return listBackups(backupsIn(m_folder)); }

    template <class Replace>
    void replace(Replace replace) {
        close();
        const Result<std::filesystem::path> aside = replace(m_folder);
        if (aside)
            tell(&StoreService::replaced, QString::fromStdString(aside->string()));
        else
            tell(&StoreService::replaceFailed, aside.error());
        open();
    }

    void close() {
        m_schedule.reset();
        m_store.reset();
    }

private:
    /// Emits on the window's thread once it is back in its event loop: whoever was made with the
    /// service hears it, however quickly the workspace opened.
    template <class Signal, class... Values>
    void tell(Signal signal, const Values&... values) {
        auto* service = &m_service;
        QMetaObject::invokeMethod(
            service,
            [service, signal, values...] {
                Q_EMIT(service->*signal)
                (values...);
            },
            Qt::QueuedConnection);
    }

    void startSchedule() {
        m_schedule = std::make_unique<BackupSchedule>(*m_store);
        connect(m_schedule.get(), &BackupSchedule::backupMade, &m_service,
                &StoreService::backupMade);
        connect(m_schedule.get(), &BackupSchedule::backupFailed, &m_service,
                &StoreService::backupFailed);
    }

    void tellWarnings() {
        if (m_store->readOnlyReason())
            tell(&StoreService::openedReadOnly, *m_store->readOnlyReason());
        if (const auto type = networkFileSystemOf(m_folder); !type.empty())
            tell(&StoreService::foundOnNetwork, QString::fromStdString(type));
    }

    StoreService& m_service;
    std::filesystem::path m_folder;
    std::optional<Store> m_store;
    std::unique_ptr<BackupSchedule> m_schedule; // dies before the store
    Error m_whyNot;
    std::int64_t m_changes = 0;
};

StoreService::StoreService(std::filesystem::path workspaceFolder, QObject* parent)
    : QObject(parent)
    , m_worker(new Worker(*this, std::move(workspaceFolder))) {
    qRegisterMetaType<Error>();
    m_thread.setObjectName("store");
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    onWorker([](Worker& worker) { worker.open(); });
}

StoreService::~StoreService() {
    // Queued after every job, so that what was submitted is saved before the file is closed.
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            m_worker->close();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
    delete m_worker;
    // Answers nobody waits for any more; dropped here, while their receiver is still a whole
    // object.
    QCoreApplication::removePostedEvents(this, QEvent::MetaCall);
}

void StoreService::onWorker(std::function<void(Worker&)> work) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, work = std::move(work)] { work(*worker); },
        Qt::QueuedConnection);
}

void StoreService::post(Job job) {
    onWorker([job = std::move(job)](Worker& worker) mutable { worker.run(job); });
}

void StoreService::backUpNow() {
    onWorker([](Worker& worker) { worker.backUp(); });
}

QFuture<std::vector<BackupRecord>> StoreService::backups() {
    auto promise = std::make_shared<QPromise<std::vector<BackupRecord>>>();
    auto future = promise->future();
    promise->start();
    onWorker([promise, this](Worker& worker) {
        // Finished on the window's thread, as in submit().
        QMetaObject::invokeMethod(
            this,
            [promise, found = worker.backups()] {
                promise->addResult(found);
                promise->finish();
            },
            Qt::QueuedConnection);
    });
    return future;
}

void StoreService::restore(const std::filesystem::path& backup) {
    onWorker([backup](Worker& worker) {
        worker.replace([&backup](const std::filesystem::path& folder) {
            return restoreBackup(folder, backup, nowMilliseconds());
        });
    });
}

void StoreService::startAfresh() {
    onWorker([](Worker& worker) {
        worker.replace([](const std::filesystem::path& folder) {
            return tiebreak::startAfresh(folder, nowMilliseconds());
        });
    });
}

template <class Answer, class Done>
void StoreService::follow(QFuture<Answer> future, Done done) {
    future.then(this, [this, done](Answer answer) {
        if (answer)
            done(answer);
        else
            Q_EMIT failed(answer.error());
    });
}

void StoreService::addJudgement(const JudgementRecord& judgement) {
    follow(submit([judgement](Store& store) { return store.addJudgement(judgement); }),
           [this](const auto& saved) { Q_EMIT judgementSaved(*saved); });
}

void StoreService::undoJudgement() {
    follow(submit([](Store& store) { return store.undoLastJudgement(); }),
           [this](const auto& undone) {
               if (undone->has_value())
                   Q_EMIT judgementUndone(**undone);
           });
}

void StoreService::redoJudgement() {
    follow(submit([](Store& store) { return store.redoJudgement(); }), [this](const auto& redone) {
        if (redone->has_value())
            Q_EMIT judgementRedone(**redone);
    });
}

void StoreService::addSamples(std::vector<SampleRecord> samples) {
    follow(
        submit([samples = std::move(samples)](Store& store) { return store.addSamples(samples); }),
        [this](const Status&) { Q_EMIT samplesAdded(); });
}

void StoreService::reconcileRun(const RunRecord& run, std::vector<ModelVersionRecord> checkpoints) {
    follow(submit([run, checkpoints = std::move(checkpoints)](Store& store) {
               return store.reconcileRun(run, checkpoints);
           }),
           [this](const Status&) { Q_EMIT runsReconciled(); });
}

} // namespace tiebreak
