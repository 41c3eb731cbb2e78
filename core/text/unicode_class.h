// The classes of characters that pre-tokenizers and normalizers ask for, by the Unicode database.
// Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tiebreak {

struct Character {
    char32_t codePoint;
    std::size_t bytes;
};

/// The character at `at` of valid UTF-8; a byte that opens none counts as itself.
Character characterAt(std::string_view text, std::size_t at);

bool isWhitespace(char32_t c); ///< White_Space
bool isWord(char32_t c);       ///< Alphabetic, marks, decimal digits, connectors, joiners
bool isNumber(char32_t c);     ///< Nd, Nl, No
bool isMark(char32_t c);       ///< Mn, Mc, Me
bool isNonspacingMark(char32_t c);
bool isPunctuation(char32_t c); ///< P*, and the ASCII symbols beside them
bool isControl(char32_t c);     ///< Cc, Cf, Co, Cs, but tab, line feed and carriage return
bool isIdeograph(char32_t c);   ///< the blocks that BERT writes spaces around

/// Lower case by the full mapping.
std::string toLower(std::string_view text);

} // namespace tiebreak
