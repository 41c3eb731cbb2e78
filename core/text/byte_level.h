// GPT-2's alphabet: each of the 256 bytes as one printable character, so that pieces are valid
// text. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tiebreak {

std::string toByteLevel(std::string_view bytes);

/// Inverse; nothing when a character is outside the alphabet.
std::optional<std::string> fromByteLevel(std::string_view text);

} // namespace tiebreak
