// Methods of str: "text".strip() and kin.
#include "text/jinja_arguments.h"
#include "text/jinja_library.h"
#include "text/jinja_text.h"

#include <algorithm>
#include <unordered_map>

namespace tiebreak::jinja {

namespace {

using Self = const Value&;
using Given = const Arguments&;

Value textList(const std::vector<std::string>& parts, Budget& budget) {
    std::vector<Value> items;
    budget.produce(parts.size() * sizeof(Value));
    for (const auto& part : parts)
        items.emplace_back(part);
    return Value::sequence(std::move(items));
}

template <std::string (*change)(std::string_view)>
Value changed(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("method", given, {});
    interpreter.budget().produce(self.text().size());
    return Value(change(self.text()));
}

template <Side side>
Value strip(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("strip", given, {"chars"});
    const auto set = parameters.text(0);
    interpreter.budget().produce(self.text().size());
    return Value(std::string(stripped(self.text(), set, side)));
}

template <bool fromRight>
Value splitText(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("split", given, {"sep", "maxsplit"});
    const auto separator = parameters.text(0);
    if (separator && separator->empty())
        throw TemplateError("empty separator");
    interpreter.budget().produce(self.text().size());
    return textList(split(self.text(), separator, parameters.integer(1, -1), fromRight),
                    interpreter.budget());
}

Value splitIntoLines(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("splitlines", given, {"keepends"});
    if (parameters.truth(0, false))
        throw TemplateError("splitlines(keepends=True) is not supported");
    return textList(splitLines(self.text()), interpreter.budget());
}

bool matches(const std::string& text, const std::string& part, bool atEnd) {
    return text.size() >= part.size() &&
           text.compare(atEnd ? text.size() - part.size() : 0, part.size(), part) == 0;
}

template <bool atEnd>
Value startsOrEnds(Interpreter&, Self self, Given given) {
    const char* name = atEnd ? "endswith" : "startswith";
    const Parameters parameters(name, given, {"part"}, 1);
    const Value& part = *parameters.at(0);
    const auto one = [&](const Value& candidate) {
        if (!candidate.isString())
            throw TemplateError(std::string(name) +
                                " first arg must be str or a tuple of str, not " +
                                typeName(candidate));
        return matches(self.text(), candidate.text(), atEnd);
    };
    if (!part.isKind(SequenceKind::Tuple))
        return Value(one(part));
    const auto& parts = part.sequence()->items;
    return Value(std::any_of(parts.begin(), parts.end(), one));
}

Value replaceText(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("replace", given, {"old", "new", "count"}, 2);
    const auto from = *parameters.text(0), to = *parameters.text(1);
    const auto places = from.empty() ? self.text().size() + 1 : self.text().size() / from.size();
    interpreter.budget().produce(self.text().size() + places * to.size());
    return Value(replaced(self.text(), from, to, parameters.integer(2, -1)));
}

/// Characters before the byte `at`; -1 for npos.
std::int64_t characterIndex(const std::string& text, std::size_t at) {
    return at == std::string::npos ? -1 : characterCount(std::string_view(text).substr(0, at));
}

template <bool fromRight, bool mustExist>
Value find(Interpreter&, Self self, Given given) {
    const Parameters parameters("find", given, {"sub"}, 1);
    const auto part = parameters.text(0).value_or("");
    const auto at = fromRight ? self.text().rfind(part) : self.text().find(part);
    if (mustExist && at == std::string::npos)
        throw TemplateError("substring not found");
    return Value(characterIndex(self.text(), at));
}

Value count(Interpreter&, Self self, Given given) {
    const Parameters parameters("count", given, {"sub"}, 1);
    const auto part = parameters.text(0).value_or("");
    if (part.empty())
        return Value(characterCount(self.text()) + 1);
    std::int64_t found = 0;
    for (auto at = self.text().find(part); at != std::string::npos;
         at = self.text().find(part, at + part.size()))
        ++found;
    return Value(found);
}

Value join(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("join", given, {"iterable"}, 1);
    std::string out;
    bool first = true;
    for (const auto& item : iterate(*parameters.at(0), interpreter.budget())) {
        if (!item.isString())
            throw TemplateError("sequence item: expected str instance, " + typeName(item) +
                                " found");
        out += (first ? "" : self.text()) + item.text();
        first = false;
        checkTextSize(out.size());
    }
    interpreter.budget().produce(out.size());
    return Value(std::move(out));
}

template <bool atEnd>
Value removeFix(Interpreter&, Self self, Given given) {
    const Parameters parameters("removeprefix", given, {"part"}, 1);
    const auto part = parameters.text(0).value_or("");
    if (!matches(self.text(), part, atEnd))
        return self;
    return Value(atEnd ? self.text().substr(0, self.text().size() - part.size())
                       : self.text().substr(part.size()));
}

template <bool fromRight>
Value partition(Interpreter&, Self self, Given given) {
    const Parameters parameters("partition", given, {"sep"}, 1);
    const auto part = parameters.text(0).value_or("");
    if (part.empty())
        throw TemplateError("empty separator");
    const auto at = fromRight ? self.text().rfind(part) : self.text().find(part);
    std::vector<Value> parts;
    if (at != std::string::npos)
        parts = {Value(self.text().substr(0, at)), Value(part),
                 Value(self.text().substr(at + part.size()))};
    else if (fromRight)
        parts = {Value(""), Value(""), self};
    else
        parts = {self, Value(""), Value("")};
    return Value::sequence(std::move(parts), SequenceKind::Tuple);
}

template <bool left>
Value justify(Interpreter&, Self self, Given given) {
    const Parameters parameters("ljust", given, {"width", "fillchar"}, 1);
    const auto fill = parameters.text(1).value_or(" ");
    const auto missing = parameters.integer(0, 0) - characterCount(self.text());
    if (characterCount(fill) != 1)
        throw TemplateError("The fill character must be exactly one character long");
    if (missing <= 0)
        return self;
    checkTextSize(static_cast<std::size_t>(missing));
    std::string pad;
    for (std::int64_t i = 0; i < missing; ++i)
        pad += fill;
    return Value(left ? self.text() + pad : pad + self.text());
}

template <bool (*inClass)(std::int32_t)>
Value allOf(Interpreter&, Self self, Given) {
    return Value(allCharacters(self.text(), inClass));
}

Value isUpper(Interpreter&, Self self, Given) {
    return Value(isUpperText(self.text()));
}

Value isLower(Interpreter&, Self self, Given) {
    return Value(isLowerText(self.text()));
}

Value format(Interpreter& interpreter, Self self, Given given) {
    return Value(formattedBraces(interpreter, self.text(), given));
}

} // namespace

NativeFunction findTextMethod(std::string_view name) {
    static const std::unordered_map<std::string_view, NativeFunction> kMethods{
        {"strip", strip<Side::Both>},
        {"lstrip", strip<Side::Left>},
        {"rstrip", strip<Side::Right>},
        {"split", splitText<false>},
        {"rsplit", splitText<true>},
        {"splitlines", splitIntoLines},
        {"startswith", startsOrEnds<false>},
        {"endswith", startsOrEnds<true>},
        {"upper", changed<upperCase>},
        {"lower", changed<lowerCase>},
        {"casefold", changed<lowerCase>},
        {"title", changed<titleCase>},
        {"capitalize", changed<capitalized>},
        {"replace", replaceText},
        {"find", find<false, false>},
        {"rfind", find<true, false>},
        {"index", find<false, true>},
        {"rindex", find<true, true>},
        {"count", count},
        {"join", join},
        {"removeprefix", removeFix<false>},
        {"removesuffix", removeFix<true>},
        {"partition", partition<false>},
        {"rpartition", partition<true>},
        {"ljust", justify<true>},
        {"rjust", justify<false>},
        {"isdigit", allOf<isDigit>},
        {"isdecimal", allOf<isDigit>},
        {"isalpha", allOf<isLetter>},
        {"isalnum", allOf<isLetterOrDigit>},
        {"isspace", allOf<isSpace>},
        {"isupper", isUpper},
        {"islower", isLower},
        {"format", format},
    };
    const auto found = kMethods.find(name);
    return found == kMethods.end() ? nullptr : found->second;
}

} // namespace tiebreak::jinja
