// What the window knows of one run folder at one moment, and its curves. Values; any thread.
#pragma once

#include "metrics/metric_log.h"
#include "protocol/run_config.h"
#include "protocol/run_folder.h"

#include <QMetaType>
#include <QString>
#include <QVector>

#include <map>
#include <memory>

namespace tiebreak {

using MetricMap = std::map<std::string, MetricSeries>;

struct RunSnapshot {
    QString id;   ///< folder name, for example "dpo-0007"
    QString path; ///< the run folder
    RunConfig config;
    RunState state;
    QString effectiveState;               ///< state, or "interrupted"
    QString problem;                      ///< why the folder cannot be read, empty when it can
    qint64 startedAt = 0;                 ///< ms since 1970, when run.json was written
    qint64 rows = 0;                      ///< lines of data.jsonl
    double secondsLeft = -1;              ///< < 0: not known
    std::map<std::string, double> latest; ///< last value of each metric
    std::vector<CheckpointManifest> checkpoints; ///< whole ones, oldest first

    bool isLive() const {
        return effectiveState == QLatin1String("running") ||
               effectiveState == QLatin1String("paused") ||
               effectiveState == QLatin1String("waiting");
    }
};

/// Curves of one run; shared, never changed after it was sent.
struct RunCurves {
    QString id;
    std::shared_ptr<const MetricMap> series;
};

} // namespace tiebreak

Q_DECLARE_METATYPE(tiebreak::RunSnapshot)
Q_DECLARE_METATYPE(tiebreak::RunCurves)
