// What the `devices` command prints and a `devices` message carries. Any thread.
#pragma once

#include <nlohmann/json.hpp>

namespace tiebreak {

nlohmann::json describeDevices();

} // namespace tiebreak
