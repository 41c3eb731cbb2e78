// What the engine's pre-flight says, as lines for a person: what is well, what to know, what stops
// the run. Pure functions, the window's thread.
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

#include <nlohmann/json.hpp>

namespace tiebreak {

struct PreflightLine {
    enum class Tone { Ok, Warn, Bad, Open };
    Tone tone = Tone::Ok;
    QString words;
};

QVector<PreflightLine> preflightLines(const nlohmann::json& report);
/// Rows that were dropped, cut, repeated, contradicted or found in the training data, one a line.
QStringList preflightRows(const nlohmann::json& report);

/// The first row as it is trained: tokens that are only read, then those that are learned.
struct TrainedTokens {
    QString read, learned;
};
TrainedTokens trainedTokens(const nlohmann::json& report);

/// True when nothing stops the run.
bool isReadyToStart(const nlohmann::json& report);
/// True when one step was tried, so that memory and time are known.
bool isProven(const nlohmann::json& report);

} // namespace tiebreak
