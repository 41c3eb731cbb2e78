#include "ui/services/backup_schedule.h"

#include "base/clock.h"

namespace tiebreak {

BackupSchedule::BackupSchedule(Store& store, std::chrono::milliseconds looks)
    : m_store(store) {
    m_checking.setMaxThreadCount(1);
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &BackupSchedule::copySlice);
    connect(&m_looks, &QTimer::timeout, this, &BackupSchedule::look);
    m_looks.start(looks);
}

BackupSchedule::~BackupSchedule() {
    m_checking.waitForDone();
}

void BackupSchedule::look() {
    const auto now = nowMilliseconds();
    (void)m_store.emptyBin(now).ok();
    const auto due = m_store.isBackupDue(now);
    if (!due)
        fail(due.error());
    else if (*due)
        begin(BackupKind::Regular);
}

void BackupSchedule::begin(BackupKind kind) {
    if (const auto begun = m_store.beginBackup(kind, nowMilliseconds()); !begun)
        fail(begun.error());
    else
        m_slices.start();
}

void BackupSchedule::copySlice() {
    const auto copy = m_store.continueBackup();
    if (copy && !*copy)
        return;
    m_slices.stop();
    if (copy)
        finish(**copy);
    else
        fail(copy.error());
}

void BackupSchedule::finish(const PendingBackup& copy) {
    m_checking.start([this, copy] {
        if (const auto finished = finishBackup(copy); !finished)
            fail(finished.error());
        else
            Q_EMIT backupMade(QString::fromStdString(copy.target.string()));
    });
}

void BackupSchedule::fail(const Error& error) {
    Q_EMIT backupFailed(error);
}

} // namespace tiebreak
