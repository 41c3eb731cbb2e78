// Literals and names of the template language at the front of a text. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tiebreak::jinja {

struct NumberLiteral {
    std::size_t length = 0;
    bool isFloat = false;
    bool tooLarge = false; ///< a whole number beyond 64 bits
    std::int64_t integer = 0;
    double number = 0;
};

/// A number at the front; `before` is the character ahead of it (after a '.' only whole numbers
/// count).
std::optional<NumberLiteral> scanNumber(std::string_view text, char before);
/// Bytes of the name at the front, 0 when there is none.
std::size_t scanName(std::string_view text);
/// Bytes of the quoted text at the front with its quotes, 0 when it is not closed.
std::size_t scanString(std::string_view text);
/// What stands between the quotes after Python's escapes; nothing when one is broken.
std::optional<std::string> unescaped(std::string_view text);

/// int(text, base) as Python reads it: spaces around, a sign, underscores between digits, prefixes.
std::optional<std::int64_t> parseInteger(std::string_view text, int base);
/// float(text) as Python reads it.
std::optional<double> parseFloat(std::string_view text);

} // namespace tiebreak::jinja
