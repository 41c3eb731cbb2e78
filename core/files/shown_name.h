// Names out of strangers' files as errors show them: on one line and not too long. Pure function,
// any thread.
#pragma once

#include <string>
#include <string_view>

namespace tiebreak {

/// 'name', control characters as '?', at most 120 bytes of it (cut between characters).
std::string shownName(std::string_view name);

} // namespace tiebreak
