// Starting points for a new run, by method, and the usual range of each number as a hint. Values.
#pragma once

#include "protocol/run_config.h"

#include <QString>
#include <QVector>

namespace tiebreak {

struct RunPreset {
    QString id;
    QString name;
    QString words; ///< one line: what it is good for
    RunConfig config;
};

/// The first one is the default. `rows` is how many rows there are, `cores` how many threads.
QVector<RunPreset> runPresets(const QString& method);

/// "usual 5e-6 to 5e-5" for a field of a method, empty when there is nothing to say.
QString usualRange(const QString& method, const QString& field, bool lora);

/// Empty when the value is sensible; else a warning in words (never an SFT rate for DPO).
QString rateWarning(const QString& method, double learningRate, bool lora);

} // namespace tiebreak
