// Curves as a table: one row a step, one column a metric, C locale. Pure function, any thread.
#pragma once

#include "ui/services/run_snapshot.h"

#include <string>

namespace tiebreak {

std::string curvesAsCsv(const MetricMap& series);

} // namespace tiebreak
