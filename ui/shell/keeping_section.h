// The part of Settings that shows what is kept: backups to restore, and the bin. The theme and the
// store must outlive it. The window's thread.
#pragma once

#include "store/backups.h"
#include "store/records.h"

#include <QWidget>

namespace tiebreak {

class ActionButton;
class KeptList;
class StoreService;
class TextLabel;
class Theme;

/// "27.11.2026 09:41", as the locale writes it.
QString backupTime(std::int64_t milliseconds);

class KeepingSection : public QWidget {
    Q_OBJECT

public:
    KeepingSection(Theme& theme, StoreService& store, QWidget* parent = nullptr);
    void retranslate();

public Q_SLOTS:
    void reload();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showBackups(const std::vector<BackupRecord>& backups);
    void showBin(const std::vector<BinRecord>& bin);

    StoreService& m_store;
    TextLabel* m_backupsTitle;
    TextLabel* m_backupsFact;
    ActionButton* m_backUpNow;
    KeptList* m_backups;
    TextLabel* m_binTitle;
    TextLabel* m_binFact;
    KeptList* m_bin;
};

} // namespace tiebreak
