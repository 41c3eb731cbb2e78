// The functions every template finds: range, dict, namespace, raise_exception, strftime_now.
#include "text/jinja_arguments.h"
#include "text/jinja_library.h"
#include "text/jinja_literal.h"

#include <algorithm>
#include <ctime>

namespace tiebreak::jinja {

namespace {

using Given = const Arguments&;

Value range(Interpreter& interpreter, const Value&, Given given) {
    const auto count = given.positional.size();
    if (!given.named.empty() || count < 1 || count > 3)
        throw TemplateError("range() takes 1 to 3 whole numbers");
    for (const auto& value : given.positional) {
        if (value.isUndefined())
            failUndefined(value);
        if (!value.isInteger())
            throw TemplateError("'" + typeName(value) +
                                "' object cannot be interpreted as an integer");
    }
    const auto start = count > 1 ? given.positional[0].integer() : 0;
    const auto stop = given.positional[count > 1 ? 1 : 0].integer();
    const auto step = count > 2 ? given.positional[2].integer() : 1;
    if (step == 0)
        throw TemplateError("range() arg 3 must not be zero");
    std::vector<Value> items;
    for (auto at = start; step > 0 ? at < stop : at > stop;) {
        if (static_cast<std::int64_t>(items.size()) >= kMaxRangeLength)
            throw TemplateError("limit of " + std::to_string(kMaxRangeLength) +
                                " numbers in a range reached");
        items.emplace_back(at);
        if (__builtin_add_overflow(at, step, &at))
            break;
    }
    interpreter.budget().produce(items.size() * sizeof(Value));
    return Value::sequence(std::move(items), SequenceKind::Range);
}

/// Entries of dict(...) and namespace(...): a mapping or pairs first, then keywords.
std::vector<std::pair<Value, Value>> entriesOf(const char* function, Given given, Budget& budget) {
    if (given.positional.size() > 1)
        throw TemplateError(std::string(function) + "() expected at most 1 argument, got " +
                            std::to_string(given.positional.size()));
    std::vector<std::pair<Value, Value>> entries;
    const auto put = [&](const Value& key, const Value& value) {
        for (auto& entry : entries)
            if (isEqual(entry.first, key, budget)) {
                entry.second = value;
                return;
            }
        entries.emplace_back(key, value);
    };
    if (!given.positional.empty() && given.positional[0].dict()) {
        entries = given.positional[0].dict()->entries;
    } else if (!given.positional.empty()) {
        for (const auto& pair : iterate(given.positional[0], budget)) {
            const auto parts = iterate(pair, budget);
            if (parts.size() != 2)
                throw TemplateError(std::string(function) + "() needs pairs, got " +
                                    std::to_string(parts.size()) + " values");
            put(parts[0], parts[1]);
        }
    }
    for (const auto& [name, value] : given.named)
        put(Value(name), value);
    budget.produce(2 * entries.size() * sizeof(Value));
    return entries;
}

Value dict(Interpreter& interpreter, const Value&, Given given) {
    return Value::dict(entriesOf("dict", given, interpreter.budget()));
}

Value makeNamespace(Interpreter& interpreter, const Value&, Given given) {
    Namespace* space = interpreter.newNamespace();
    for (auto& [name, value] : entriesOf("namespace", given, interpreter.budget()))
        space->attributes.emplace_back(printed(name), std::move(value));
    return Value(space);
}

Value raiseException(Interpreter&, const Value&, Given given) {
    const Parameters parameters("raise_exception", given, {"message"}, 1);
    throw TemplateError(printed(*parameters.at(0)), 0, true);
}

std::tm dateOf(const std::optional<std::string>& now) {
    std::tm time{};
    if (!now) {
        const std::time_t seconds = std::time(nullptr);
        localtime_r(&seconds, &time);
        return time;
    }
    const auto year = parseInteger(now->substr(0, 4), 10),
               month = parseInteger(now->substr(5, 2), 10),
               day = parseInteger(now->substr(8, 2), 10);
    time.tm_year = static_cast<int>(*year) - 1900;
    time.tm_mon = static_cast<int>(*month) - 1;
    time.tm_mday = static_cast<int>(*day);
    time.tm_isdst = -1;
    std::mktime(&time); // fills in the day of the week and of the year
    return time;
}

Value strftimeNow(Interpreter& interpreter, const Value&, Given given) {
    const Parameters parameters("strftime_now", given, {"format"}, 1);
    const auto format = parameters.text(0).value_or("");
    if (format.empty())
        return Value("");
    const auto time = dateOf(interpreter.now());
    char buffer[1024];
    const auto length = std::strftime(buffer, sizeof buffer, format.c_str(), &time);
    if (length == 0)
        throw TemplateError("strftime_now(): limit of 1023 bytes reached by format '" +
                            format.substr(0, 40) + "'");
    return Value(std::string(buffer, length));
}

} // namespace

void defineGlobals(Interpreter& interpreter) {
    const std::pair<const char*, NativeFunction> kGlobals[] = {
        {"range", range},
        {"dict", dict},
        {"namespace", makeNamespace},
        {"raise_exception", raiseException},
        {"strftime_now", strftimeNow},
    };
    for (const auto& [name, native] : kGlobals) {
        Function function;
        function.name = name;
        function.native = native;
        interpreter.define(name, Value::function(std::move(function)));
    }
}

} // namespace tiebreak::jinja
