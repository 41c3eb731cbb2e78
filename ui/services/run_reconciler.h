// Keeps the store's summary of runs and their checkpoints true to the run folders: whatever changed
// in a folder is written in one transaction, and writing the same twice changes nothing. The
// window's thread.
#pragma once

#include "ui/services/run_snapshot.h"

#include <QHash>
#include <QObject>

namespace tiebreak {

class RunService;
class StoreService;

class RunReconciler : public QObject {
    Q_OBJECT

public:
    RunReconciler(RunService& runs, StoreService& store, QObject* parent = nullptr);

Q_SIGNALS:
    /// The store now knows these runs and their checkpoints.
    void reconciled();
    void failed(const tiebreak::Error& error);

private:
    void reconcile(const QVector<RunSnapshot>& runs);

    StoreService& m_store;
    QHash<QString, QString> m_written; ///< run id to a digest of what was written last
};

} // namespace tiebreak
