#include "ui/services/store_service.h"

#include <QCoreApplication>
#include <QEvent>

#include <optional>

namespace tiebreak {

/// The store and its thread's side of the service.
class StoreService::Worker : public QObject {
public:
    explicit Worker(StoreService& service)
        : m_service(service) {}

    void open(const std::filesystem::path& folder) {
        auto store = Store::open(folder);
        if (!store) {
            m_whyNot = store.error();
            Q_EMIT m_service.openFailed(m_whyNot);
            return;
        }
        m_store.emplace(std::move(store).value());
        m_changes = m_store->changeCount();
        Q_EMIT m_service.opened();
    }

    void run(Job& job) {
        QMetaObject::invokeMethod(&m_service, job(m_store ? &*m_store : nullptr, m_whyNot),
                                  Qt::QueuedConnection);
        const std::int64_t changes = m_store ? m_store->changeCount() : 0;
        if (std::exchange(m_changes, changes) != changes)
            Q_EMIT m_service.contentChanged();
    }

    void close() { m_store.reset(); }

private:
    StoreService& m_service;
    std::optional<Store> m_store;
    Error m_whyNot;
    std::int64_t m_changes = 0;
};

StoreService::StoreService(std::filesystem::path workspaceFolder, QObject* parent)
    : QObject(parent)
    , m_worker(new Worker(*this)) {
    qRegisterMetaType<Error>();
    m_thread.setObjectName("store");
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, folder = std::move(workspaceFolder)] { worker->open(folder); },
        Qt::QueuedConnection);
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

void StoreService::post(Job job) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, job = std::move(job)]() mutable { worker->run(job); },
        Qt::QueuedConnection);
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
