// A text of JSON lines, one object a line. A byte order mark, Windows line ends and empty lines are
// passed over. Pure functions, any thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <string_view>

namespace tiebreak {

/// Calls `visit` with the number (1 first) and text of every line that is not empty; stops at its
/// first error.
Status forEachLine(std::string_view text,
                   const std::function<Status(std::size_t, std::string_view)>& visit);

/// BadFile "line 3: …" when the line is not one JSON object; keys keep their order.
Result<nlohmann::ordered_json> parseJsonLine(std::string_view line, std::size_t number);

} // namespace tiebreak
