// Filters on one value: text, numbers, defaults.
#include "text/jinja_arguments.h"
#include "text/jinja_json.h"
#include "text/jinja_library.h"
#include "text/jinja_literal.h"
#include "text/jinja_text.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tiebreak::jinja {

namespace {

using Self = const Value&;
using Given = const Arguments&;

template <std::string (*change)(std::string_view)>
Value changed(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("filter", given, {});
    auto text = change(printed(value));
    interpreter.budget().produce(text.size());
    return Value(std::move(text));
}

/// Words begin after spaces, hyphens and opening brackets, as jinja2's title filter has it.
std::string titled(std::string_view text) {
    std::string out, word;
    const auto flush = [&] {
        const auto pieces = characters(word);
        if (!pieces.empty())
            out += upperCase(pieces.front()) +
                   lowerCase(std::string_view(word).substr(pieces.front().size()));
        word.clear();
    };
    for (const auto codePoint : codePoints(text)) {
        const bool divides = isSpace(codePoint) || codePoint == '-' || codePoint == '(' ||
                             codePoint == '{' || codePoint == '[' || codePoint == '<';
        if (divides) {
            flush();
            appendUtf8(out, codePoint);
        } else {
            appendUtf8(word, codePoint);
        }
    }
    flush();
    return out;
}

std::string escapedHtml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&#34;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

Value trim(Interpreter&, Self value, Given given) {
    const Parameters parameters("trim", given, {"chars"});
    const auto set = parameters.text(0);
    return Value(std::string(stripped(printed(value), set, Side::Both)));
}

Value replace(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("replace", given, {"old", "new", "count"}, 2);
    const auto source = printed(value), from = printed(*parameters.at(0)),
               to = printed(*parameters.at(1));
    const auto places = from.empty() ? source.size() + 1 : source.size() / from.size();
    interpreter.budget().produce(source.size() + places * to.size());
    return Value(replaced(source, from, to, parameters.integer(2, -1)));
}

Value byDefault(Interpreter&, Self value, Given given) {
    const Parameters parameters("default", given, {"default_value", "boolean"});
    const bool missing = value.isUndefined() || (parameters.truth(1, false) && !isTrue(value));
    if (!missing)
        return value;
    return parameters.given(0) ? *parameters.at(0) : Value("");
}

Value asString(Interpreter&, Self value, Given) {
    return Value(printed(value));
}

Value same(Interpreter&, Self value, Given) {
    return Value(printed(value));
}

std::optional<std::int64_t> truncated(double number) {
    if (std::isnan(number) || std::fabs(number) >= 9.2e18)
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

Value asInteger(Interpreter&, Self value, Given given) {
    const Parameters parameters("int", given, {"default", "base"});
    if (value.isUndefined())
        failUndefined(value);
    if (value.isInteger())
        return Value(value.integer());
    const Value fallback = parameters.given(0) ? *parameters.at(0) : Value(std::int64_t{0});
    if (value.isFloat()) {
        if (std::isinf(value.number()))
            throw TemplateError("cannot convert float infinity to integer");
        const auto whole = truncated(value.number());
        return whole ? Value(*whole) : fallback;
    }
    if (!value.isString())
        return fallback;
    if (const auto whole = parseInteger(value.text(), static_cast<int>(parameters.integer(1, 10))))
        return Value(*whole);
    const auto number = parseFloat(value.text());
    const auto whole = number ? truncated(*number) : std::nullopt;
    return whole ? Value(*whole) : fallback;
}

Value asFloat(Interpreter&, Self value, Given given) {
    const Parameters parameters("float", given, {"default"});
    if (value.isUndefined())
        failUndefined(value);
    if (value.isNumber())
        return Value(value.number());
    if (value.isString())
        if (const auto number = parseFloat(value.text()))
            return Value(*number);
    return parameters.given(0) ? *parameters.at(0) : Value(0.0);
}

Value absolute(Interpreter&, Self value, Given) {
    if (!value.isNumber())
        value.isUndefined()
            ? failUndefined(value)
            : throw TemplateError("bad operand type for abs(): '" + typeName(value) + "'");
    return value.number() < 0 ? negated(value, true) : negated(value, false);
}

/// Decimal digits of the exact binary value, half to even, which is what Python's round does.
double roundedHalfEven(double number, std::int64_t digits) {
    if (digits >= 0) {
        char buffer[512];
        std::snprintf(buffer, sizeof buffer, "%.*f",
                      static_cast<int>(std::min<std::int64_t>(digits, 100)), number);
        return parseFloat(buffer).value_or(number);
    }
    const double scale = std::pow(10.0, static_cast<double>(-digits));
    return std::nearbyint(number / scale) * scale;
}

Value rounded(Interpreter&, Self value, Given given) {
    const Parameters parameters("round", given, {"precision", "method"});
    if (value.isUndefined())
        failUndefined(value);
    if (!value.isNumber())
        throw TemplateError("type " + typeName(value) + " doesn't define __round__ method");
    const auto digits = parameters.integer(0, 0);
    const auto method = parameters.text(1).value_or("common");
    if (method != "common" && method != "ceil" && method != "floor")
        throw TemplateError("method must be common, ceil or floor");
    const double number = value.number();
    if (method == "common") {
        if (value.isInteger())
            return Value(digits >= 0 ? value.integer()
                                     : static_cast<std::int64_t>(roundedHalfEven(number, digits)));
        return Value(std::isfinite(number) ? roundedHalfEven(number, digits) : number);
    }
    const double scale = std::pow(10.0, static_cast<double>(digits));
    return Value((method == "ceil" ? std::ceil(number * scale) : std::floor(number * scale)) /
                 scale);
}

Value indented(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("indent", given, {"width", "first", "blank"});
    const Value* width = parameters.at(0);
    const std::string pad =
        width && width->isString()
            ? width->text()
            : std::string(static_cast<std::size_t>(std::clamp<std::int64_t>(
                              parameters.integer(0, 4), 0, std::int64_t{kMaxOutputBytes})),
                          ' ');
    if (value.isUndefined())
        failUndefined(value);
    if (!value.isString())
        throw TemplateError("indent() needs text, not " + typeName(value));
    const auto lines = splitLines(value.text() + "\n");
    interpreter.budget().produce(value.text().size() + lines.size() * pad.size());
    std::string out = parameters.truth(1, false) ? pad : "";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0)
            out += "\n";
        if (i > 0 && (parameters.truth(2, false) || !lines[i].empty()))
            out += pad;
        out += lines[i];
    }
    return Value(std::move(out));
}

Value centered(Interpreter&, Self value, Given given) {
    const Parameters parameters("center", given, {"width"});
    const auto text = printed(value);
    const auto missing = parameters.integer(0, 80) - characterCount(text);
    if (missing <= 0)
        return Value(text);
    checkTextSize(static_cast<std::size_t>(missing));
    const auto left = missing / 2 + (missing & parameters.integer(0, 80) & 1);
    return Value(std::string(static_cast<std::size_t>(left), ' ') + text +
                 std::string(static_cast<std::size_t>(missing - left), ' '));
}

Value formatted(Interpreter&, Self value, Given given) {
    if (!given.named.empty() && !given.positional.empty())
        throw TemplateError("can't handle positional and keyword arguments at the same time");
    if (given.named.empty())
        return Value(formattedPercent(printed(value),
                                      Value::sequence(given.positional, SequenceKind::Tuple)));
    std::vector<std::pair<Value, Value>> entries;
    for (const auto& [name, held] : given.named)
        entries.emplace_back(Value(name), held);
    return Value(formattedPercent(printed(value), Value::dict(std::move(entries))));
}

Value wordCount(Interpreter&, Self value, Given) {
    std::int64_t count = 0;
    bool inWord = false;
    for (const auto codePoint : codePoints(printed(value))) {
        const bool word = codePoint == '_' || isLetterOrDigit(codePoint);
        count += word && !inWord ? 1 : 0;
        inWord = word;
    }
    return Value(count);
}

std::string levelText(const Value& indent) {
    if (indent.isString())
        return indent.text();
    if (!indent.isInteger())
        throw TemplateError("tojson(): indent must be int or str, not " + typeName(indent));
    const auto width = std::clamp<std::int64_t>(indent.integer(), 0, 1000);
    return std::string(static_cast<std::size_t>(width), ' ');
}

void setSeparators(JsonStyle& style, const Value& separators, Budget& budget) {
    const auto parts = iterate(separators, budget);
    if (parts.size() != 2 || !parts[0].isString() || !parts[1].isString())
        throw TemplateError("tojson(): separators must be two texts");
    style.itemSeparator = parts[0].text();
    style.keySeparator = parts[1].text();
}

Value toJson(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("tojson", given,
                                {"ensure_ascii", "indent", "separators", "sort_keys"});
    JsonStyle style;
    style.ensureAscii = parameters.truth(0, false);
    style.sortKeys = parameters.truth(3, false);
    if (parameters.given(1) && !parameters.at(1)->isNone()) {
        style.indent = levelText(*parameters.at(1));
        style.itemSeparator = ",";
    }
    if (parameters.given(2) && !parameters.at(2)->isNone())
        setSeparators(style, *parameters.at(2), interpreter.budget());
    auto text = toJsonText(value, style);
    interpreter.budget().produce(text.size());
    return Value(std::move(text));
}

} // namespace

NativeFunction findTextFilter(std::string_view name) {
    static const std::unordered_map<std::string_view, NativeFunction> kFilters{
        {"trim", trim},
        {"replace", replace},
        {"upper", changed<upperCase>},
        {"lower", changed<lowerCase>},
        {"title", changed<titled>},
        {"capitalize", changed<capitalized>},
        {"escape", changed<escapedHtml>},
        {"e", changed<escapedHtml>},
        {"forceescape", changed<escapedHtml>},
        {"safe", same},
        {"string", asString},
        {"default", byDefault},
        {"d", byDefault},
        {"int", asInteger},
        {"float", asFloat},
        {"abs", absolute},
        {"round", rounded},
        {"indent", indented},
        {"center", centered},
        {"format", formatted},
        {"wordcount", wordCount},
        {"tojson", toJson},
    };
    const auto found = kFilters.find(name);
    return found == kFilters.end() ? nullptr : found->second;
}

NativeFunction findFilter(std::string_view name) {
    const auto text = findTextFilter(name);
    return text ? text : findSequenceFilter(name);
}

} // namespace tiebreak::jinja
