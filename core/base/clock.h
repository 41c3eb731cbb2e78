// Time as text and numbers. Free functions, any thread.
#pragma once

#include <cstdint>
#include <string>

namespace tiebreak {

/// Milliseconds since 1970-01-01 UTC.
std::int64_t nowMilliseconds();

/// "2026-11-24T09:41:07.123Z" for milliseconds since 1970.
std::string isoTime(std::int64_t milliseconds);

/// Seconds of a clock that never steps back, for measuring.
double monotonicSeconds();

} // namespace tiebreak
