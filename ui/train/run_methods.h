// The methods a new run may have, as a person chooses between them. Values; the window's thread.
#pragma once

#include <QString>
#include <QVector>

namespace tiebreak {

struct RunMethod {
    QString id;    ///< as in run.json
    QString name;  ///< "DPO"
    QString words; ///< one line: what it does with what
};

/// Every method the engine trains, the default first, in the current language.
QVector<RunMethod> runMethods();
/// "DPO"; the id itself for a method nobody described.
QString methodName(const QString& id);

/// Compares answers with one another or with a reference, so rates stay small.
bool isPreferenceMethod(const QString& id);

} // namespace tiebreak
