#include "training/optim/lr_schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace tiebreak {

Result<Schedule> parseSchedule(std::string_view name) {
    if (name == "constant")
        return Schedule::Constant;
    if (name == "linear")
        return Schedule::Linear;
    if (name == "cosine")
        return Schedule::Cosine;
    return Error{ErrorCode::BadArgument,
                 "schedule '" + std::string(name) + "': must be constant, linear or cosine",
                 {},
                 {}};
}

double scheduleFactor(Schedule schedule, std::int64_t t, std::int64_t warmup, std::int64_t total) {
    if (t < warmup)
        return double(t) / double(std::max<std::int64_t>(1, warmup));
    const auto span = double(std::max<std::int64_t>(1, total - warmup));
    switch (schedule) {
    case Schedule::Constant:
        return 1;
    case Schedule::Linear:
        return std::max(0.0, double(total - t) / span);
    case Schedule::Cosine:
        return std::max(0.0, 0.5 * (1 + std::cos(std::numbers::pi * double(t - warmup) / span)));
    }
    return 1;
}

double scheduledValue(double start, std::optional<double> end, std::int64_t t, std::int64_t total) {
    if (!end || total < 2)
        return start;
    return start + (*end - start) * std::min(1.0, double(t) / double(total - 1));
}

} // namespace tiebreak
