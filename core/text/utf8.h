// UTF-8 in small steps, for tokenizers. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tiebreak {

/// Bytes of the character at `at`; 1 for a byte that opens none. Never past the end.
std::size_t characterLength(std::string_view text, std::size_t at);

/// What becomes of bytes that are no UTF-8: each a U+FFFD, or one U+FFFD for as many as begin a
/// character (Unicode's recommended practice, Python's and Rust's too).
enum class InvalidBytes { EachByte, BegunCharacter };

/// Invalid bytes become U+FFFD; valid text comes back as it is.
std::string validUtf8(std::string_view text, InvalidBytes invalid = InvalidBytes::EachByte);

/// The length of the longest front of `text` that cannot change when bytes follow: all of it, less
/// an unfinished character at the end.
std::size_t completeLength(std::string_view text);

void appendUtf8(std::string& text, char32_t codePoint);

/// Every `from` becomes `to`; an empty `from` changes nothing.
std::string replaceAll(std::string_view text, std::string_view from, std::string_view to);

} // namespace tiebreak
