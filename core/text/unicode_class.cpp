#include "text/unicode_class.h"

#include "text/utf8.h"

#include <algorithm>
#include <utf8proc.h>

namespace tiebreak {

namespace {

utf8proc_category_t categoryOf(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool within(utf8proc_category_t category, utf8proc_category_t first, utf8proc_category_t last) {
    return category >= first && category <= last;
}

struct Range {
    char32_t first, last;
};

bool inRanges(char32_t c, std::initializer_list<Range> ranges) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// Letters in circles and squares: symbols by category, alphabetic all the same.
bool isEnclosedLetter(char32_t c) {
    return inRanges(c,
                    {{0x24B6, 0x24E9}, {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189}});
}

} // namespace

Character characterAt(std::string_view text, std::size_t at) {
    const auto length = characterLength(text, at);
    utf8proc_int32_t c = -1;
    utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                     static_cast<utf8proc_ssize_t>(length), &c);
    if (c < 0)
        return {static_cast<unsigned char>(text[at]), 1};
    return {static_cast<char32_t>(c), length};
}

bool isWhitespace(char32_t c) {
    return inRanges(c, {{0x09, 0x0D},
                        {0x20, 0x20},
                        {0x85, 0x85},
                        {0xA0, 0xA0},
                        {0x1680, 0x1680},
                        {0x2000, 0x200A},
                        {0x2028, 0x2029},
                        {0x202F, 0x202F},
                        {0x205F, 0x205F},
                        {0x3000, 0x3000}});
}

bool isWord(char32_t c) {
    const auto category = categoryOf(c);
    return within(category, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_NL) ||
           category == UTF8PROC_CATEGORY_PC || c == 0x200C || c == 0x200D || isEnclosedLetter(c);
}

bool isNumber(char32_t c) {
    return within(categoryOf(c), UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_NO);
}

bool isMark(char32_t c) {
    return within(categoryOf(c), UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_ME);
}

bool isNonspacingMark(char32_t c) {
    return categoryOf(c) == UTF8PROC_CATEGORY_MN;
}

bool isPunctuation(char32_t c) {
    return inRanges(c, {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}) ||
           within(categoryOf(c), UTF8PROC_CATEGORY_PC, UTF8PROC_CATEGORY_PO);
}

bool isControl(char32_t c) {
    return c != '\t' && c != '\n' && c != '\r' &&
           within(categoryOf(c), UTF8PROC_CATEGORY_CC, UTF8PROC_CATEGORY_CO);
}

bool isIdeograph(char32_t c) {
    return inRanges(c, {{0x4E00, 0x9FFF},
                        {0x3400, 0x4DBF},
                        {0x20000, 0x2A6DF},
                        {0x2A700, 0x2B73F},
                        {0x2B740, 0x2B81F},
                        {0x2B920, 0x2CEAF},
                        {0xF900, 0xFAFF},
                        {0x2F800, 0x2FA1F}});
}

std::string toLower(std::string_view text) {
    constexpr char32_t kDottedCapitalI = 0x130; // the one letter that becomes two characters
    std::string lower;
    for (std::size_t at = 0; at < text.size();) {
        const auto [c, bytes] = characterAt(text, at);
        if (c == kDottedCapitalI)
            lower += "i\xCC\x87";
        else
            appendUtf8(lower,
                       static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
        at += bytes;
    }
    return lower;
}

} // namespace tiebreak
