// The window's end of the store: one thread that owns the one connection; work goes in as
// functions, results come back as values. It also takes the backups. Nothing here blocks the
// window's thread, but the destructor, which waits until what was submitted is saved. Made and used
// on the window's thread.
#pragma once

#include "store/store.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <filesystem>
#include <functional>
#include <memory>
#include <type_traits>

namespace tiebreak {

class StoreService : public QObject {
    Q_OBJECT

public:
    /// Opens the workspace on the store's thread; opened or openFailed follows.
    explicit StoreService(std::filesystem::path workspaceFolder, QObject* parent = nullptr);
    ~StoreService() override;

    /// Runs `work` (Store& -> Result or Status) on the store's thread, after all that was submitted
    /// before. Take the answer with .then(this, …). Where the workspace could not be opened that
    /// error is the answer.
    template <class Work>
    auto submit(Work work) -> QFuture<std::invoke_result_t<Work, Store&>>;

    // The common writes, each answered by a signal: the fact, or failed.
    void addJudgement(const JudgementRecord& judgement);
    void undoJudgement();
    void redoJudgement();
    void addSamples(std::vector<SampleRecord> samples);
    void reconcileRun(const RunRecord& run, std::vector<ModelVersionRecord> checkpoints);

    /// backupMade or backupFailed follows.
    void backUpNow();
    /// Newest first, also of a workspace that could not be opened.
    QFuture<std::vector<BackupRecord>> backups();
    /// Closes the workspace and puts the backup, or an empty workspace, in its place; replaced or
    /// replaceFailed follows, and then the workspace is open again if it can be.
    void restore(const std::filesystem::path& backup);
    void startAfresh();

Q_SIGNALS:
    void opened();
    void openFailed(const tiebreak::Error& error);
    /// After openFailed of a damaged workspace: the newest good backup; an empty path when there is
    /// none.
    void restoreOffered(const tiebreak::BackupRecord& backup);
    /// After opened, where a newer version wrote the workspace: nothing can be saved.
    void openedReadOnly(const tiebreak::Error& reason);
    /// After opened, where the folder is on a network; `type` names the file system.
    void foundOnNetwork(const QString& type);
    void backupMade(const QString& file);
    void backupFailed(const tiebreak::Error& error);
    /// `aside`: where the database is that was in force before; may be empty.
    void replaced(const QString& aside);
    void replaceFailed(const tiebreak::Error& error);
    void judgementSaved(const tiebreak::JudgementRecord& judgement);
    void judgementUndone(const tiebreak::JudgementRecord& judgement);
    void judgementRedone(const tiebreak::JudgementRecord& judgement);
    void samplesAdded();
    void runsReconciled();
    /// One of the common writes failed; nothing of it was saved.
    void failed(const tiebreak::Error& error);
    /// Rows were written, by whatever call.
    void contentChanged();

private:
    /// Receives the store, or null and why it is not open; what it returns runs on the window's
    /// thread.
    using Delivery = std::function<void()>;
    using Job = std::function<Delivery(Store*, const Error&)>;
    class Worker;

    void post(Job job);
    void onWorker(std::function<void(Worker&)> work);
    template <class Answer, class Done>
    void follow(QFuture<Answer> future, Done done);

    QThread m_thread;
    Worker* m_worker; ///< lives on m_thread
};

template <class Work>
auto StoreService::submit(Work work) -> QFuture<std::invoke_result_t<Work, Store&>> {
    using Answer = std::invoke_result_t<Work, Store&>;
    // Shared because a queued function must be copyable and a promise is not.
    auto promise = std::make_shared<QPromise<Answer>>();
    auto future = promise->future();
    promise->start();
    post([promise, work = std::move(work)](Store* store, const Error& whyNot) mutable -> Delivery {
        // Finished on the window's thread: a receiver that dies there meanwhile is never touched.
        return [promise, answer = store ? Answer(work(*store)) : Answer(whyNot)] {
            promise->addResult(answer);
            promise->finish();
        };
    });
    return future;
}

} // namespace tiebreak
