// How well a few typed letters fit a text: all of them must occur in order; starts of words and
// runs count more. A free function, any thread.
#pragma once

#include <QString>

#include <optional>

namespace tiebreak {

/// Higher is better; nothing when the letters do not occur in order. An empty pattern fits
/// everything with 0.
std::optional<int> fuzzyScore(const QString& pattern, const QString& text);

} // namespace tiebreak
