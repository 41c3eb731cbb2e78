#include "text/jinja_text.h"

#include <algorithm>
#include <utf8proc.h>

namespace tiebreak::jinja {

namespace {

constexpr std::int32_t kReplacement = 0xFFFD;

struct Decoded {
    std::int32_t codePoint;
    std::size_t bytes;
};

Decoded decodeAt(std::string_view text, std::size_t position) {
    const auto* data = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + position;
    utf8proc_int32_t codePoint = 0;
    const auto bytes =
        utf8proc_iterate(data, static_cast<utf8proc_ssize_t>(text.size() - position), &codePoint);
    if (bytes <= 0)
        return {kReplacement, 1};
    return {codePoint, static_cast<std::size_t>(bytes)};
}

/// Where the last character begins; the text is not empty.
std::size_t lastCharacter(std::string_view text) {
    std::size_t start = text.size() - 1;
    for (int i = 0; i < 3 && start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80;
         ++i)
        --start;
    const auto bytes = decodeAt(text, start).bytes;
    return start + bytes == text.size() ? start : text.size() - 1;
}

template <class Change>
std::string mapped(std::string_view text, Change change) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [codePoint, bytes] = decodeAt(text, at);
        change(out, codePoint);
        at += bytes;
    }
    return out;
}

void appendUpper(std::string& out, std::int32_t codePoint) {
    if (codePoint == 0xDF) // the one common letter whose upper case is two
        out += "SS";
    else
        appendUtf8(out, utf8proc_toupper(codePoint));
}

void appendLower(std::string& out, std::int32_t codePoint) {
    appendUtf8(out, utf8proc_tolower(codePoint));
}

bool hasCase(std::int32_t codePoint) {
    return utf8proc_toupper(codePoint) != codePoint || utf8proc_tolower(codePoint) != codePoint ||
           utf8proc_category(codePoint) == UTF8PROC_CATEGORY_LL ||
           utf8proc_category(codePoint) == UTF8PROC_CATEGORY_LU;
}

bool isLineEnd(std::int32_t codePoint) {
    return (codePoint >= 0x0A && codePoint <= 0x0D) || (codePoint >= 0x1C && codePoint <= 0x1E) ||
           codePoint == 0x85 || codePoint == 0x2028 || codePoint == 0x2029;
}

std::vector<std::string> splitOnSpace(std::string_view text, std::int64_t limit) {
    std::vector<std::string> parts;
    std::string_view rest = stripped(text, std::nullopt, Side::Left);
    while (!rest.empty()) {
        if (limit >= 0 && static_cast<std::int64_t>(parts.size()) == limit) {
            parts.emplace_back(rest);
            return parts;
        }
        std::size_t end = 0;
        while (end < rest.size()) {
            const auto [codePoint, bytes] = decodeAt(rest, end);
            if (isSpace(codePoint))
                break;
            end += bytes;
        }
        parts.emplace_back(rest.substr(0, end));
        rest = stripped(rest.substr(end), std::nullopt, Side::Left);
    }
    return parts;
}

std::vector<std::string> splitOnSpaceFromRight(std::string_view text, std::int64_t limit) {
    std::vector<std::string> parts;
    std::string_view rest = stripped(text, std::nullopt, Side::Right);
    while (!rest.empty()) {
        if (static_cast<std::int64_t>(parts.size()) == limit) {
            parts.emplace_back(rest);
            break;
        }
        const auto pieces = characters(rest);
        std::size_t start = rest.size();
        for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
            if (isSpace(decodeAt(*piece, 0).codePoint))
                break;
            start -= piece->size();
        }
        parts.emplace_back(rest.substr(start));
        rest = stripped(rest.substr(0, start), std::nullopt, Side::Right);
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
}

void appendEscaped(std::string& out, std::int32_t codePoint) {
    static constexpr char kHex[] = "0123456789abcdef";
    const int digits = codePoint < 0x100 ? 2 : codePoint < 0x10000 ? 4 : 8;
    out += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
    for (int digit = digits - 1; digit >= 0; --digit)
        out += kHex[(codePoint >> (4 * digit)) & 15];
}

} // namespace

void appendUtf8(std::string& out, std::int32_t codePoint) {
    utf8proc_uint8_t bytes[4];
    if (codePoint < 0 || codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint < 0xE000))
        codePoint = kReplacement;
    const auto count = utf8proc_encode_char(codePoint, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

std::vector<std::int32_t> codePoints(std::string_view text) {
    std::vector<std::int32_t> points;
    points.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [codePoint, bytes] = decodeAt(text, at);
        points.push_back(codePoint);
        at += bytes;
    }
    return points;
}

std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> pieces;
    pieces.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto bytes = decodeAt(text, at).bytes;
        pieces.push_back(text.substr(at, bytes));
        at += bytes;
    }
    return pieces;
}

std::int64_t characterCount(std::string_view text) {
    std::int64_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += decodeAt(text, at).bytes)
        ++count;
    return count;
}

bool isSpace(std::int32_t c) {
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isPrintable(std::int32_t codePoint) {
    if (codePoint == ' ')
        return true;
    switch (utf8proc_category(codePoint)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

std::string upperCase(std::string_view text) {
    return mapped(text, appendUpper);
}

std::string lowerCase(std::string_view text) {
    return mapped(text, appendLower);
}

std::string capitalized(std::string_view text) {
    bool first = true;
    return mapped(text, [&](std::string& out, std::int32_t codePoint) {
        appendUtf8(out, first ? utf8proc_totitle(codePoint) : utf8proc_tolower(codePoint));
        first = false;
    });
}

std::string titleCase(std::string_view text) {
    bool inWord = false;
    return mapped(text, [&](std::string& out, std::int32_t codePoint) {
        appendUtf8(out, inWord ? utf8proc_tolower(codePoint) : utf8proc_totitle(codePoint));
        inWord = hasCase(codePoint);
    });
}

std::string_view stripped(std::string_view text, std::optional<std::string_view> set, Side side) {
    const auto setPoints = set ? codePoints(*set) : std::vector<std::int32_t>();
    const auto goes = [&](std::string_view piece) {
        const auto codePoint = decodeAt(piece, 0).codePoint;
        if (!set)
            return isSpace(codePoint);
        return std::find(setPoints.begin(), setPoints.end(), codePoint) != setPoints.end();
    };
    while (side != Side::Right && !text.empty()) {
        const auto bytes = decodeAt(text, 0).bytes;
        if (!goes(text.substr(0, bytes)))
            break;
        text.remove_prefix(bytes);
    }
    while (side != Side::Left && !text.empty()) {
        const auto start = lastCharacter(text);
        if (!goes(text.substr(start)))
            break;
        text.remove_suffix(text.size() - start);
    }
    return text;
}

std::vector<std::string> split(std::string_view text, std::optional<std::string_view> separator,
                               std::int64_t limit, bool fromRight) {
    if (!separator)
        return fromRight && limit >= 0 ? splitOnSpaceFromRight(text, limit)
                                       : splitOnSpace(text, limit);
    std::vector<std::string> parts;
    const auto more = [&] { return limit < 0 || static_cast<std::int64_t>(parts.size()) < limit; };
    while (more()) {
        const auto at = fromRight ? text.rfind(*separator) : text.find(*separator);
        if (at == std::string_view::npos)
            break;
        const auto after = text.substr(at + separator->size());
        parts.emplace_back(fromRight ? after : text.substr(0, at));
        text = fromRight ? text.substr(0, at) : after;
    }
    parts.emplace_back(text);
    if (fromRight)
        std::reverse(parts.begin(), parts.end());
    return parts;
}

std::vector<std::string> splitLines(std::string_view text) {
    std::vector<std::string> lines;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [codePoint, bytes] = decodeAt(text, at);
        const std::size_t next = at + bytes;
        if (isLineEnd(codePoint)) {
            lines.emplace_back(text.substr(start, at - start));
            start = codePoint == '\r' && next < text.size() && text[next] == '\n' ? next + 1 : next;
            at = start;
        } else {
            at = next;
        }
    }
    if (start < text.size())
        lines.emplace_back(text.substr(start));
    return lines;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to,
                     std::int64_t limit) {
    std::string out;
    std::int64_t count = 0;
    const auto more = [&] { return limit < 0 || count < limit; };
    if (from.empty()) { // between all characters, as Python does
        for (const auto piece : characters(text)) {
            if (more())
                out += to, ++count;
            out += piece;
        }
        return more() ? out.append(to) : out;
    }
    for (; more(); ++count) {
        const auto at = text.find(from);
        if (at == std::string_view::npos)
            break;
        out.append(text.substr(0, at)).append(to);
        text.remove_prefix(at + from.size());
    }
    return out.append(text);
}

bool allCharacters(std::string_view text, bool (*inClass)(std::int32_t)) {
    const auto points = codePoints(text);
    return !points.empty() && std::all_of(points.begin(), points.end(), inClass);
}

bool isLetter(std::int32_t codePoint) {
    const auto category = utf8proc_category(codePoint);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool isDigit(std::int32_t codePoint) {
    return utf8proc_category(codePoint) == UTF8PROC_CATEGORY_ND;
}

bool isLetterOrDigit(std::int32_t codePoint) {
    const auto category = utf8proc_category(codePoint);
    return isLetter(codePoint) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

bool isUpperText(std::string_view text) {
    bool cased = false;
    for (const auto codePoint : codePoints(text)) {
        if (hasCase(codePoint) && utf8proc_toupper(codePoint) != codePoint)
            return false;
        cased = cased || hasCase(codePoint);
    }
    return cased;
}

bool isLowerText(std::string_view text) {
    bool cased = false;
    for (const auto codePoint : codePoints(text)) {
        if (hasCase(codePoint) && utf8proc_tolower(codePoint) != codePoint)
            return false;
        cased = cased || hasCase(codePoint);
    }
    return cased;
}

std::string quotedText(std::string_view text) {
    const bool hasSingle = text.find('\'') != std::string_view::npos;
    const char quote = hasSingle && text.find('"') == std::string_view::npos ? '"' : '\'';
    std::string out(1, quote);
    for (const auto codePoint : codePoints(text)) {
        if (codePoint == quote || codePoint == '\\')
            out.append(1, '\\').append(1, static_cast<char>(codePoint));
        else if (codePoint == '\n')
            out += "\\n";
        else if (codePoint == '\r')
            out += "\\r";
        else if (codePoint == '\t')
            out += "\\t";
        else if (isPrintable(codePoint))
            appendUtf8(out, codePoint);
        else
            appendEscaped(out, codePoint);
    }
    return out += quote;
}

} // namespace tiebreak::jinja
