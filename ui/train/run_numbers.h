// The numbers of a run that the form shows: name, limits, where each stands in RunConfig. Values.
#pragma once

#include "protocol/run_config.h"

#include <QString>

#include <functional>
#include <vector>

namespace tiebreak {

struct RunNumber {
    QString field; ///< "learning_rate"
    QString name;  ///< "Learning rate"
    bool dpo;
    bool ppo;
    bool whole; ///< no decimals
    double low; ///< real limits, both allowed
    double high;
    std::function<double(const RunConfig&)> get;
    std::function<void(RunConfig&, double)> set;

    bool belongsTo(const QString& method) const {
        return method == QLatin1String("dpo") ? dpo : ppo;
    }
};

/// In the order the form shows them, names in the current language.
std::vector<RunNumber> runNumbers();

/// "5e-06" as "5e-6", "0.1", "512": as short as it reads back equal.
QString numberForField(const RunNumber& number, double value);

/// The value typed, or what is wrong: "Learning rate is 7. Use a number from 0 to 1."
Result<double> readNumber(const RunNumber& number, const QString& text);

} // namespace tiebreak
