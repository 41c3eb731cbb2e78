// Starting points for a new run, by method. Values.
#pragma once

#include "protocol/run_config.h"

#include <QString>
#include <QVector>

namespace tiebreak {

struct RunPreset {
    QString id; ///< quick | steady | careful
    QString name;
    QString words; ///< one line: what it is good for
    RunConfig config;
};

/// Quick, steady, careful; the first one is the default.
QVector<RunPreset> runPresets(const QString& method);

} // namespace tiebreak
