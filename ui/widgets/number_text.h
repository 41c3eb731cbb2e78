// Numbers as the window writes them: the locale's decimal sign, groups parted by a no-break space,
// a true minus. Free functions, any thread.
#pragma once

#include <QString>

#include <optional>

namespace tiebreak {

/// "2 048"
QString countText(qint64 value);
/// "0.70"; `decimals` digits after the sign.
QString decimalText(double value, int decimals);
/// Reads what a person typed: the locale's or the C form, groups and a true minus allowed.
std::optional<double> numberFromText(const QString& text);

} // namespace tiebreak
