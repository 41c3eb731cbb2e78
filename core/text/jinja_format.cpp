// "%s" % value and "{}".format(value): the parts of Python's formatting that templates use.
#include "text/jinja_library.h"
#include "text/jinja_literal.h"
#include "text/jinja_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tiebreak::jinja {

namespace {

constexpr int kMaxWidth = 1000;

struct Field {
    std::string key; ///< of %(key)s
    bool hasKey = false, left = false, zero = false, plus = false, space = false;
    int width = 0, precision = -1;
    char type = 's';
};

class PercentFormat {
public:
    PercentFormat(std::string_view format, const Value& arguments)
        : m_format(format)
        , m_arguments(arguments) {}

    std::string run() {
        std::string out;
        while (m_at < m_format.size()) {
            const char c = m_format[m_at++];
            if (c != '%')
                out += c;
            else
                out += next();
            checkTextSize(out.size());
        }
        const auto* tuple = tupleArguments();
        if (tuple ? m_used < tuple->items.size() : m_used == 0 && !m_arguments.isDict())
            throw TemplateError("not all arguments converted during string formatting");
        return out;
    }

private:
    const Sequence* tupleArguments() const {
        return m_arguments.isKind(SequenceKind::Tuple) ? m_arguments.sequence() : nullptr;
    }

    char take() {
        if (m_at >= m_format.size())
            throw TemplateError("incomplete format");
        return m_format[m_at++];
    }

    int number() {
        int value = 0;
        while (m_at < m_format.size() && m_format[m_at] >= '0' && m_format[m_at] <= '9')
            value = std::min(value * 10 + (m_format[m_at++] - '0'), kMaxWidth);
        return value;
    }

    Field field() {
        Field read;
        if (m_at < m_format.size() && m_format[m_at] == '(') {
            const auto end = m_format.find(')', m_at);
            if (end == std::string_view::npos)
                throw TemplateError("incomplete format key");
            read.key = m_format.substr(m_at + 1, end - m_at - 1);
            read.hasKey = true;
            m_at = end + 1;
        }
        for (; m_at < m_format.size(); ++m_at) {
            const char flag = m_format[m_at];
            if (flag == '-')
                read.left = true;
            else if (flag == '0')
                read.zero = true;
            else if (flag == '+')
                read.plus = true;
            else if (flag == ' ')
                read.space = true;
            else
                break;
        }
        read.width = number();
        if (m_at < m_format.size() && m_format[m_at] == '.') {
            ++m_at;
            read.precision = number();
        }
        read.type = take();
        return read;
    }

    Value argument(const Field& read) {
        if (read.hasKey) {
            if (!m_arguments.isDict())
                throw TemplateError("format requires a mapping");
            const Value* value = findKey(*m_arguments.dict(), read.key);
            if (!value)
                throw TemplateError("format has no key '" + read.key + "'");
            return *value;
        }
        const auto* tuple = tupleArguments();
        const std::size_t index = m_used++;
        if (tuple ? index >= tuple->items.size() : index > 0)
            throw TemplateError("not enough arguments for format string");
        return tuple ? tuple->items[index] : m_arguments;
    }

    std::string next() {
        const Field read = field();
        if (read.type == '%')
            return "%";
        const Value value = argument(read);
        const bool text = read.type == 's' || read.type == 'r';
        auto out = text ? (read.type == 's' ? printed(value) : representation(value))
                        : numberText(read, value);
        if (text && read.precision >= 0)
            out = firstCharacters(out, read.precision);
        return padded(read, std::move(out), !text);
    }

    static std::string firstCharacters(const std::string& text, int count) {
        const auto pieces = characters(text);
        std::string out;
        for (std::size_t i = 0; i < std::min<std::size_t>(pieces.size(), count); ++i)
            out += pieces[i];
        return out;
    }

    static std::string numberText(const Field& read, const Value& value) {
        if (!value.isNumber())
            throw TemplateError(std::string("%") + read.type +
                                " format: a number is required, not " + typeName(value));
        char buffer[1500];
        const std::string sign = read.plus ? "+" : read.space ? " " : "";
        switch (read.type) {
        case 'd':
        case 'i':
        case 'u': {
            const auto whole = value.isInteger() ? value.integer() : wholeOf(value.number());
            return (whole < 0 ? "" : sign) + std::to_string(whole);
        }
        case 'x':
        case 'X':
        case 'o': {
            const std::string form = std::string("%l") + read.type;
            std::snprintf(buffer, sizeof buffer, form.c_str(),
                          static_cast<unsigned long>(std::abs(value.integer())));
            return (value.integer() < 0 ? "-" : sign) + buffer;
        }
        case 'f':
        case 'F':
        case 'e':
        case 'E':
        case 'g':
        case 'G': {
            const std::string form = std::string("%.*") + read.type;
            std::snprintf(buffer, sizeof buffer, form.c_str(),
                          read.precision < 0 ? 6 : read.precision, value.number());
            return (std::signbit(value.number()) ? "" : sign) + buffer;
        }
        default:
            throw TemplateError(std::string("unsupported format character '") + read.type + "'");
        }
    }

    static std::int64_t wholeOf(double number) {
        if (!(std::fabs(number) < 9.2e18))
            throw TemplateError("cannot convert float " + floatText(number) + " to integer");
        return static_cast<std::int64_t>(number);
    }

    static std::string padded(const Field& read, std::string text, bool isNumber) {
        const auto missing = read.width - characterCount(text);
        if (missing <= 0)
            return text;
        const auto count = static_cast<std::size_t>(missing);
        if (read.left)
            return text + std::string(count, ' ');
        if (!isNumber || !read.zero)
            return std::string(count, ' ') + text;
        const bool hasSign = text[0] == '-' || text[0] == '+' || text[0] == ' ';
        return text.insert(hasSign ? 1 : 0, count, '0');
    }

    std::string_view m_format;
    const Value& m_arguments;
    std::size_t m_at = 0;
    std::size_t m_used = 0;
};

Value namedArgument(const Arguments& arguments, const std::string& name) {
    for (const auto& [known, value] : arguments.named)
        if (known == name)
            return value;
    throw TemplateError("format() has no argument '" + name + "'");
}

/// One replacement field without its braces: "", "0", "name", "name.attribute", each with "!r".
std::string replacement(Interpreter& interpreter, std::string field, const Arguments& arguments,
                        std::size_t& automatic) {
    if (field.find(':') != std::string::npos || field.find('[') != std::string::npos)
        throw TemplateError("format(): field '{" + field +
                            "}' is not supported, only names and numbers");
    const bool asRepresentation = field.size() >= 2 && field.substr(field.size() - 2) == "!r";
    if (field.size() >= 2 && field[field.size() - 2] == '!')
        field.resize(field.size() - 2);
    const auto parts = split(field, ".", -1, false);
    const auto index = parts[0].empty()                   ? std::optional<std::int64_t>(automatic++)
                       : allCharacters(parts[0], isDigit) ? parseInteger(parts[0], 10)
                                                          : std::nullopt;
    if (index && static_cast<std::size_t>(*index) >= arguments.positional.size())
        throw TemplateError("Replacement index " + std::to_string(*index) +
                            " out of range for positional args tuple");
    Value value = index ? arguments.positional[static_cast<std::size_t>(*index)]
                        : namedArgument(arguments, parts[0]);
    for (std::size_t i = 1; i < parts.size(); ++i)
        value = interpreter.attribute(value, parts[i]);
    return asRepresentation ? representation(value) : printed(value);
}

} // namespace

std::string formattedPercent(const std::string& format, const Value& arguments) {
    return PercentFormat(format, arguments).run();
}

std::string formattedBraces(Interpreter& interpreter, const std::string& format,
                            const Arguments& arguments) {
    std::string out;
    std::size_t automatic = 0;
    for (std::size_t at = 0; at < format.size(); ++at) {
        const char c = format[at];
        const bool doubled = at + 1 < format.size() && format[at + 1] == c;
        if ((c == '{' || c == '}') && doubled) {
            out += c;
            ++at;
        } else if (c == '}') {
            throw TemplateError("Single '}' encountered in format string");
        } else if (c == '{') {
            const auto end = format.find('}', at);
            if (end == std::string::npos)
                throw TemplateError("Single '{' encountered in format string");
            out +=
                replacement(interpreter, format.substr(at + 1, end - at - 1), arguments, automatic);
            at = end;
        } else {
            out += c;
        }
        checkTextSize(out.size());
    }
    interpreter.budget().produce(out.size());
    return out;
}

} // namespace tiebreak::jinja
