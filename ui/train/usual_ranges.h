// What people usually set a parameter to, by method: hints, never limits; and words for a learning
// rate that breaks models. Pure functions, the window's thread.
#pragma once

#include <QString>

namespace tiebreak {

/// "usual 5e-6 to 5e-5" for a key of run.json, empty when there is nothing to say.
QString usualRange(const QString& method, const QString& key, bool lora);

/// Empty when the value is sensible; else a warning in words (never an SFT rate for DPO).
QString rateWarning(const QString& method, double learningRate, bool lora);

} // namespace tiebreak
