// Takes the open workspace's backups: on schedule, and when asked for. Copies a slice between two
// jobs of the store's thread, so that no judgement waits; the finished copy is checked on a thread
// of its own. Also empties the bin of what has been in it for 30 days. Lives on the store's thread;
// the store must outlive it.
#pragma once

#include "store/store.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <chrono>

namespace tiebreak {

class BackupSchedule : public QObject {
    Q_OBJECT

public:
    /// How often it looks whether a backup is due.
    static constexpr std::chrono::milliseconds kLooks{std::chrono::minutes(5)};

    BackupSchedule(Store& store, std::chrono::milliseconds looks = kLooks);
    /// Waits for the check of a finished copy; half a copy is given up.
    ~BackupSchedule() override;

    void begin(BackupKind kind);

Q_SIGNALS:
    void backupMade(const QString& file);
    void backupFailed(const tiebreak::Error& error);

private:
    void look();
    void copySlice();
    void finish(const PendingBackup& copy);
    void fail(const Error& error);

    Store& m_store;
    QTimer m_looks;
    QTimer m_slices;
    QThreadPool m_checking;
};

} // namespace tiebreak
