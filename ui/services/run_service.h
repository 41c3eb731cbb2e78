// Makes, starts, steers and follows runs. The window's thread; folders are read on a worker thread
// it owns, runs themselves are detached processes that outlive the window.
#pragma once

#include "base/result.h"
#include "ui/services/run_snapshot.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>
#include <QTimer>

#include <nlohmann/json.hpp>

class QProcess;

namespace tiebreak {

class RunWatcher;

/// What a new run is made of. Rows are frozen into the run's data.jsonl; a file takes the place of
/// rows or prompts where one is named.
struct NewRun {
    RunConfig config; ///< data, eval_data and prompts are filled in
    std::vector<nlohmann::json> rows;
    std::vector<nlohmann::json> prompts; ///< for ppo, as generate reads them
    std::string rowsFile, promptsFile;
    std::string evalFile; ///< held-out rows
    double heldOut = 0;   ///< share of the queries whose rows are held out; 0 where evalFile is
};

class RunService : public QObject {
    Q_OBJECT

public:
    /// `workspace` holds runs/; `engine` is the path of tiebreak-engine.
    RunService(const QString& workspace, const QString& engine, QObject* parent = nullptr);
    ~RunService() override;

    const QVector<RunSnapshot>& runs() const { return m_runs; }
    /// nullptr while nothing was read.
    std::shared_ptr<const MetricMap> curves(const QString& id) const { return m_curves.value(id); }
    QString runsFolder() const;

public Q_SLOTS:
    /// Writes the folder durably on a worker thread, then starts the engine: runStarted or
    /// runFailed follow.
    void createAndStart(const tiebreak::NewRun& run);
    /// Starts or resumes an existing folder.
    void start(const QString& id);
    /// pause | resume | cancel | checkpoint
    void control(const QString& id, const QString& command);
    /// Asks the engine what would be trained on: preflightFinished or preflightFailed follow. A
    /// newer request replaces an older one. `tryStep`: loads the model and makes one real step on
    /// the longest rows, which tells memory and time.
    void preflight(const tiebreak::NewRun& run, bool tryStep = false);

Q_SIGNALS:
    void runsChanged(const QVector<tiebreak::RunSnapshot>& runs);
    void curvesChanged(const QString& id);
    void runCreated(const QString& id);
    void runStarted(const QString& id);
    void runFailed(const QString& id, const tiebreak::Error& error);
    void runFinished(const tiebreak::RunSnapshot& run);
    void preflightFinished(const nlohmann::json& report);
    void preflightFailed(const tiebreak::Error& error);

private:
    void takeRuns(const QVector<RunSnapshot>& runs);
    void takeCurves(const RunCurves& curves);
    void watchFolders();
    void endOldPreflight();
    void runPreflight(const QString& folder, quint64 request, bool tryStep);

    QString m_workspace;
    QString m_engine;
    QThread m_thread;
    RunWatcher* m_watcher;
    QTimer m_poll;
    QTimer m_soon;
    QFileSystemWatcher m_files;
    QVector<RunSnapshot> m_runs;
    QHash<QString, std::shared_ptr<const MetricMap>> m_curves;
    bool m_scannedOnce = false;
    quint64 m_preflightRequest = 0;
    QPointer<QProcess> m_preflight; ///< the last one started
};

} // namespace tiebreak
