// The two number types models run in. Free functions, any thread.
#pragma once

#include "base/result.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>
#include <string>

namespace tiebreak {

enum class DtypeChoice { Auto, Float32, BFloat16 };

/// "auto" | "float32" | "bfloat16"; anything else is a BadArgument naming it.
Result<DtypeChoice> parseDtype(const std::string& text);
const char* dtypeName(c10::ScalarType dtype);

/// Auto becomes the faster of the two for matrix products on `device`, by a measurement of some
/// milliseconds made once a process; what was asked for stays.
c10::ScalarType resolveDtype(DtypeChoice choice, c10::Device device);

} // namespace tiebreak
