// The learning rate of each step as transformers computes it: a warm-up from 0, then constant,
// linear or cosine to 0; and
// values such as β that change over a run. Pure functions, any thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tiebreak {

enum class Schedule { Constant, Linear, Cosine };

/// "constant" | "linear" | "cosine"
Result<Schedule> parseSchedule(std::string_view name);

/// Factor of step t = 0, 1, … of `total`: t / warmup while warming up (the first step has rate 0).
double scheduleFactor(Schedule schedule, std::int64_t t, std::int64_t warmup, std::int64_t total);

/// A value that goes linearly from `start` at step 0 to `end` at the last of `total` steps;
/// constant without an end.
double scheduledValue(double start, std::optional<double> end, std::int64_t t, std::int64_t total);

} // namespace tiebreak
