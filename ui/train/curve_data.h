// One line of a curve card: which run and metric, its raw and smoothed values. Values; the window's
// thread.
#pragma once

#include "ui/services/run_snapshot.h"

#include <QString>
#include <QVector>

namespace tiebreak {

/// A card's fixed description. Several keys share one plot; the second is dashed in the run's
/// colour.
struct CurveSpec {
    QString title;
    QString unit;
    std::vector<std::string> keys;
    QVector<QString> keyNames; ///< read-out words when there are several keys
    QString words;             ///< what the card shows and what is usual, for its tooltip
    bool percent = false;      ///< the file holds a fraction
    double limit = 0;          ///< dashed warning line when limitWords is not empty
    QString limitWords;
};

/// A run as the curves show it.
struct ShownRun {
    QString id;
    int line = 0; ///< colour, dash and marker index, kept for life
    std::shared_ptr<const MetricMap> series;
    QVector<qint64> checkpoints;
};

/// Raw and smoothed values of one metric of one run, finite steps only; the others are kept apart.
struct CurveLine {
    QString runId;
    int line = 0;
    int keyIndex = 0;
    QVector<double> steps;
    QVector<double> raw;
    QVector<double> smooth;
    QVector<double> nonFiniteSteps;
};

/// Splits off non-finite values and smooths with TensorBoard's average.
CurveLine makeCurveLine(const ShownRun& run, const CurveSpec& spec, int keyIndex, double smoothing);

/// The smoothed value at the last step ≤ `step`; NaN when there is none.
double valueAt(const CurveLine& line, double step);

/// The cards of a method, in the order they are shown: the six that matter first, `all` adds the
/// rest.
std::vector<CurveSpec> curveSpecs(const QString& method, bool all);

} // namespace tiebreak
