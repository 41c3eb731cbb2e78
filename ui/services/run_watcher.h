// Reads run folders on a thread of its own and reports what changed. Lives on the RunService's
// worker thread; talks by signals with values only.
#pragma once

#include "ui/services/run_snapshot.h"

#include <QElapsedTimer>
#include <QObject>

#include <filesystem>

namespace tiebreak {

class RunWatcher : public QObject {
    Q_OBJECT

public:
    explicit RunWatcher(std::filesystem::path runsFolder);

public Q_SLOTS:
    /// Looks at every folder once; cheap when nothing changed.
    void scan();

Q_SIGNALS:
    void runsScanned(const QVector<tiebreak::RunSnapshot>& runs);
    void curvesRead(const tiebreak::RunCurves& curves);

private:
    struct Watched;
    void readFolder(const std::filesystem::path& folder);
    void readConfig(Watched& run);
    void readState(Watched& run);
    void readCurves(Watched& run);
    void readCheckpoints(Watched& run);
    void estimateTimeLeft(Watched& run);

    std::filesystem::path m_runsFolder;
    std::map<QString, std::shared_ptr<Watched>> m_runs;
    QElapsedTimer m_clock;
    bool m_changed = false;
};

} // namespace tiebreak
