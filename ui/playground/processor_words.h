// What processors are called in tables and sentences, with the value they had. Pure functions, any
// thread.
#pragma once

#include "protocol/sampling_parameters.h"

#include <QString>

namespace tiebreak {

/// "top-p 0.95"; `name` as in protocol/processor_order.h, or "model", "guidance", "intervention".
QString processorWords(const std::string& name, const SamplingParameters& parameters);
/// Without the value: for the head of a column.
QString processorShortName(const std::string& name);

} // namespace tiebreak
