// Turns a preflight report's numbers into what a person should do about them. Pure function, any
// thread.
#pragma once

#include "protocol/run_config.h"

#include <nlohmann/json.hpp>

namespace tiebreak {

/// Adds "errors" (the run would not work) and "warnings" (it would, but look): [{"code","text"}].
void addAdvice(nlohmann::json& report, const RunConfig& config);

} // namespace tiebreak
