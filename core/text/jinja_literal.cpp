#include "text/jinja_literal.h"

#include "text/jinja_text.h"

#include <charconv>
#include <limits>

namespace tiebreak::jinja {

namespace {

bool isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
}

int digitValue(char c) {
    if (isAsciiDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
}

/// Bytes of digits of `base` with single underscores between them.
std::size_t digitRun(std::string_view text, int base) {
    std::size_t length = 0;
    while (length < text.size()) {
        if (digitValue(text[length]) < base)
            ++length;
        else if (text[length] == '_' && length > 0 && text[length - 1] != '_' &&
                 length + 1 < text.size() && digitValue(text[length + 1]) < base)
            ++length;
        else
            break;
    }
    return length;
}

std::string withoutUnderscores(std::string_view text) {
    return replaced(text, "_", "", -1);
}

int prefixBase(std::string_view text) {
    if (text.size() < 2 || text[0] != '0')
        return 10;
    switch (text[1] | 0x20) {
    case 'b':
        return 2;
    case 'o':
        return 8;
    case 'x':
        return 16;
    default:
        return 10;
    }
}

/// Bytes of ".5", "e-3" or ".5e3" behind the whole part, 0 when it is no float.
std::size_t fractionLength(std::string_view text) {
    std::size_t length = 0;
    if (text.substr(0, 1) == ".") {
        const auto digits = digitRun(text.substr(1), 10);
        if (digits > 0)
            length = 1 + digits;
    }
    if (length < text.size() && (text[length] | 0x20) == 'e') {
        std::size_t mark = length + 1;
        if (mark < text.size() && (text[mark] == '+' || text[mark] == '-'))
            ++mark;
        const auto digits = digitRun(text.substr(mark), 10);
        if (digits > 0)
            length = mark + digits;
    }
    return length;
}

/// Whole decimal numbers do not begin with 0, except those of zeros only.
std::size_t decimalLength(std::string_view text) {
    const auto length = digitRun(text, 10);
    if (text.substr(0, 1) != "0")
        return length;
    std::size_t zeros = 0;
    while (zeros < length && (text[zeros] == '0' ||
                              (text[zeros] == '_' && zeros + 1 < length && text[zeros + 1] == '0')))
        ++zeros;
    return zeros;
}

void readInteger(std::string_view digits, int base, NumberLiteral& literal) {
    const auto plain = withoutUnderscores(digits);
    const auto status =
        std::from_chars(plain.data(), plain.data() + plain.size(), literal.integer, base);
    literal.tooLarge = status.ec == std::errc::result_out_of_range;
}

double readDouble(const std::string& text) {
    double number = 0;
    const auto status = std::from_chars(text.data(), text.data() + text.size(), number);
    if (status.ec == std::errc::result_out_of_range) // too small and too large look alike here
        return text.find("e-") == std::string::npos && text.find("E-") == std::string::npos
                   ? std::numeric_limits<double>::infinity()
                   : 0.0;
    return number;
}

/// Reads `count` hexadecimal digits at `at`; negative when they are not there.
std::int32_t hexDigits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size())
        return -1;
    std::int64_t value = 0;
    for (const char c : text.substr(at, count)) {
        if (digitValue(c) >= 16)
            return -1;
        value = value * 16 + digitValue(c);
    }
    return value > 0x10FFFF ? -1 : static_cast<std::int32_t>(value);
}

std::int32_t simpleEscape(char c) {
    static constexpr std::string_view kNames = "abfnrtv\\'\"", kMeanings = "\a\b\f\n\r\t\v\\'\"";
    const auto index = kNames.find(c);
    return index == std::string_view::npos ? -1 : kMeanings[index];
}

/// Appends the escape whose letter stands at `at`; its length, 0 when it is broken.
std::size_t appendEscape(std::string& out, std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == '\n')
        return 1;
    if (const auto simple = simpleEscape(c); simple >= 0) {
        out += static_cast<char>(simple);
        return 1;
    }
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits > 0) {
        const auto codePoint = hexDigits(text, at + 1, digits);
        if (codePoint < 0)
            return 0;
        appendUtf8(out, codePoint);
        return 1 + digits;
    }
    if (c >= '0' && c <= '7') {
        std::size_t length = 0;
        std::int32_t codePoint = 0;
        for (; length < 3 && at + length < text.size() && digitValue(text[at + length]) < 8;
             ++length)
            codePoint = codePoint * 8 + digitValue(text[at + length]);
        appendUtf8(out, codePoint);
        return length;
    }
    if (c == 'N') // named characters need Unicode's name table
        return 0;
    out.append(1, '\\').append(1, c);
    return 1;
}

} // namespace

std::optional<NumberLiteral> scanNumber(std::string_view text, char before) {
    if (text.empty() || !isAsciiDigit(text[0]))
        return std::nullopt;
    NumberLiteral literal;
    const auto whole = digitRun(text, 10);
    const auto fraction = before == '.' ? 0 : fractionLength(text.substr(whole));
    if (fraction > 0) {
        literal.isFloat = true;
        literal.length = whole + fraction;
        literal.number = readDouble(withoutUnderscores(text.substr(0, literal.length)));
        return literal;
    }
    const int base = prefixBase(text);
    const std::size_t underscore = base != 10 && text.substr(2, 1) == "_" ? 1 : 0;
    const auto prefixed = base == 10 ? 0 : digitRun(text.substr(2 + underscore), base);
    if (prefixed > 0) {
        literal.length = 2 + underscore + prefixed;
        readInteger(text.substr(2 + underscore, prefixed), base, literal);
    } else {
        literal.length = decimalLength(text);
        readInteger(text.substr(0, literal.length), 10, literal);
    }
    return literal;
}

std::size_t scanName(std::string_view text) {
    std::size_t length = 0;
    for (const auto piece : characters(text.substr(0, 1024))) {
        const auto codePoint = codePoints(piece).front();
        const bool digit = isDigit(codePoint);
        if (codePoint != '_' && !isLetter(codePoint) && !(digit && length > 0))
            break;
        length += piece.size();
    }
    return length;
}

std::size_t scanString(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == text[0])
            return at + 1;
    }
    return 0;
}

std::optional<std::string> unescaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\') {
            out += text[at++];
            continue;
        }
        if (at + 1 >= text.size())
            return std::nullopt;
        const auto length = appendEscape(out, text, at + 1);
        if (length == 0)
            return std::nullopt;
        at += 1 + length;
    }
    return out;
}

std::optional<std::int64_t> parseInteger(std::string_view text, int base) {
    text = stripped(text, std::nullopt, Side::Both);
    const bool negative = text.substr(0, 1) == "-";
    if (negative || text.substr(0, 1) == "+")
        text.remove_prefix(1);
    const int prefix = prefixBase(text);
    if (prefix != 10 && (base == 0 || base == prefix)) {
        text.remove_prefix(2);
        if (text.substr(0, 1) == "_")
            text.remove_prefix(1);
        base = prefix;
    }
    if (base == 0)
        base = 10;
    if (text.empty() || digitRun(text, base) != text.size())
        return std::nullopt;
    const std::string plain = (negative ? "-" : "") + withoutUnderscores(text);
    std::int64_t value = 0;
    const auto status = std::from_chars(plain.data(), plain.data() + plain.size(), value, base);
    return status.ec == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<double> parseFloat(std::string_view text) {
    text = stripped(text, std::nullopt, Side::Both);
    const bool negative = text.substr(0, 1) == "-";
    if (negative || text.substr(0, 1) == "+")
        text.remove_prefix(1);
    const double sign = negative ? -1 : 1;
    const auto word = lowerCase(text);
    if (word == "inf" || word == "infinity")
        return sign * std::numeric_limits<double>::infinity();
    if (word == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    std::size_t whole = digitRun(text, 10);
    std::size_t length = whole + fractionLength(text.substr(whole));
    if (length == whole && whole > 0 && text.substr(whole, 1) == ".") // "3." is a float too
        length = whole + 1 + fractionLength(text.substr(whole + 1));
    if (length == 0 || length != text.size())
        return std::nullopt;
    return sign * readDouble(withoutUnderscores(text));
}

} // namespace tiebreak::jinja
