// How a run is told in words: its state, method, data, time left. Free functions, the window's
// thread.
#pragma once

#include "ui/services/run_snapshot.h"

namespace tiebreak {

struct StateWords {
    QString word; ///< "Running"
    QString icon; ///< icon name
    QString tone; ///< colour token
};
StateWords stateWords(const QString& effectiveState);

/// "DPO β 0.1", "PPO KL 0.05"
QString methodWords(const RunConfig& config);
/// "SmolLM2-135M-Instruct": the file or folder name without its endings.
QString modelWords(const RunConfig& config);
/// "46 judgements · 46" or the file's name, with the number of rows.
QString dataWords(const RunSnapshot& run);
/// "3 min", "40 s", empty when not known.
QString timeLeftWords(double seconds);
/// "09:21" today, "23 Nov" before.
QString startedWords(qint64 milliseconds);

} // namespace tiebreak
