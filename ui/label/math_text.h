// Mathematics as a person can read it without a typesetter: TeX source with its letters, signs and
// simple indices in Unicode ("x_1^2 \le \alpha" as "x₁² ≤ α"); what it does not know stays as it
// is. Pure function, any thread.
#pragma once

#include <QString>

namespace tiebreak {

QString readableMath(const QString& tex);

} // namespace tiebreak
