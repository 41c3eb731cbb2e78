// Train: the runs, their curves drawing live, and the panel of a new run. The window's thread.
#pragma once

#include "store/records.h"
#include "ui/services/run_service.h"
#include "ui/widgets/page.h"

class QPlainTextEdit;
class QScrollArea;
class QStackedWidget;

namespace tiebreak {

class BannerStack;
class CurveBar;
class CurveGrid;
class EmptyState;
class NewRunPanel;
class RunChecksView;
class RunTable;
class StoreService;

class TrainPage : public Page {
    Q_OBJECT

public:
    TrainPage(Theme& theme, StoreService& store, RunService& runs, QWidget* parent = nullptr);

    QString title() const override;
    QList<KeyHelp> extraKeys() const override;
    QList<QWidget*> regions() override;
    void activated(const QVariant& argument) override;

protected:
    void retranslate() override;

private:
    void buildActions();
    void buildLayout();
    QWidget* buildMain();
    void connectRuns();
    void showRuns(const QVector<RunSnapshot>& runs);
    void showCurves();
    void showCurrentRun();
    void showTroubles(const QVector<RunSnapshot>& runs);
    void showEmptyState();
    void showLog(bool shown);
    void openNewRun(bool open);
    void runAgain();
    void showChecks(bool shown);
    void connectPanel();
    void loadPreferences();
    void loadModels();
    void pauseOrResume();
    void cancelRun();
    void toggleShown();
    void exportCurves();

    StoreService& m_store;
    RunService& m_runs;
    Action* m_newRun = nullptr;
    Action* m_pause = nullptr;
    Action* m_cancel = nullptr;
    Action* m_again = nullptr;
    Action* m_log = nullptr;
    Action* m_checks = nullptr;
    Action* m_export = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    BannerStack* m_banners = nullptr;
    RunTable* m_table = nullptr;
    CurveBar* m_bar = nullptr;
    CurveGrid* m_grid = nullptr;
    QPlainTextEdit* m_logText = nullptr;
    RunChecksView* m_checksView = nullptr;
    NewRunPanel* m_panel = nullptr;
    qint64 m_ready = 0; ///< judgements that could be trained on
    bool m_all = false;
    bool m_chosen = false; ///< a run was selected once
};

} // namespace tiebreak
