// Python's string operations on UTF-8: everything counts characters, never bytes. Pure functions,
// any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak::jinja {

/// Characters; a byte that starts no valid character counts as one, U+FFFD.
std::vector<std::int32_t> codePoints(std::string_view text);
void appendUtf8(std::string& out, std::int32_t codePoint);
/// The bytes of each character.
std::vector<std::string_view> characters(std::string_view text);
std::int64_t characterCount(std::string_view text);

bool isSpace(std::int32_t codePoint);
bool isPrintable(std::int32_t codePoint);

std::string upperCase(std::string_view text);
std::string lowerCase(std::string_view text);
/// First character upper, the others lower.
std::string capitalized(std::string_view text);
/// str.title(): every run of letters begins upper.
std::string titleCase(std::string_view text);

enum class Side { Left, Right, Both };
/// Without `set`, whitespace is stripped.
std::string_view stripped(std::string_view text, std::optional<std::string_view> set, Side side);

/// str.split / str.rsplit; no separator means runs of whitespace; limit < 0 means all.
std::vector<std::string> split(std::string_view text, std::optional<std::string_view> separator,
                               std::int64_t limit, bool fromRight);
/// Lines without their ends, as str.splitlines() cuts them.
std::vector<std::string> splitLines(std::string_view text);
/// limit < 0 replaces all.
std::string replaced(std::string_view text, std::string_view from, std::string_view to,
                     std::int64_t limit);

/// True when there is a character and all are of the class.
bool allCharacters(std::string_view text, bool (*inClass)(std::int32_t));
bool isLetter(std::int32_t codePoint);
bool isDigit(std::int32_t codePoint);
bool isLetterOrDigit(std::int32_t codePoint);
/// str.isupper() and str.islower().
bool isUpperText(std::string_view text);
bool isLowerText(std::string_view text);

/// repr() of a string.
std::string quotedText(std::string_view text);

} // namespace tiebreak::jinja
