// What stands behind `is`: defined, string, divisibleby and kin.
#include "text/jinja_arguments.h"
#include "text/jinja_library.h"
#include "text/jinja_text.h"

#include <unordered_map>

namespace tiebreak::jinja {

namespace {

using Self = const Value&;
using Given = const Arguments&;

template <bool (*check)(Self)>
Value plain(Interpreter&, Self value, Given) {
    return Value(check(value));
}

bool isDefined(Self value) {
    return !value.isUndefined();
}
bool isUndefined(Self value) {
    return value.isUndefined();
}
bool isNone(Self value) {
    return value.isNone();
}
bool isBoolean(Self value) {
    return value.isBool();
}
bool isTrueItself(Self value) {
    return value.isBool() && value.boolean();
}
bool isFalseItself(Self value) {
    return value.isBool() && !value.boolean();
}
bool isInteger(Self value) {
    return value.isInteger() && !value.isBool();
}
bool isFloat(Self value) {
    return value.isFloat();
}
bool isNumber(Self value) {
    return value.isNumber();
}
bool isString(Self value) {
    return value.isString();
}
bool isMapping(Self value) {
    return value.isDict();
}
bool isCallable(Self value) {
    return value.function() != nullptr || value.isUndefined();
}
bool isLowerValue(Self value) {
    return isLowerText(printed(value));
}
bool isUpperValue(Self value) {
    return isUpperText(printed(value));
}
bool isEscaped(Self) {
    return false;
}

bool isIterable(Self value) {
    return value.sequence() || value.isDict() || value.isString() || value.isUndefined() ||
           value.loop();
}

bool isSequence(Self value) {
    return value.isKind(SequenceKind::List) || value.isKind(SequenceKind::Tuple) ||
           value.isKind(SequenceKind::Range) || value.isDict() || value.isString() ||
           value.isUndefined();
}

bool hasRest(Interpreter& interpreter, Self value, Self divisor, std::int64_t rest) {
    const Value result = arithmetic("%", value, divisor, interpreter.budget());
    return isEqual(result, Value(rest), interpreter.budget());
}

Value isOdd(Interpreter& interpreter, Self value, Given) {
    return Value(hasRest(interpreter, value, Value(std::int64_t{2}), 1));
}

Value isEven(Interpreter& interpreter, Self value, Given) {
    return Value(hasRest(interpreter, value, Value(std::int64_t{2}), 0));
}

Value isDivisible(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("divisibleby", given, {"num"}, 1);
    return Value(hasRest(interpreter, value, *parameters.at(0), 0));
}

Value isIn(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("in", given, {"seq"}, 1);
    return Value(contains(*parameters.at(0), value, interpreter.budget()));
}

Value isSame(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("sameas", given, {"other"}, 1);
    const Value& other = *parameters.at(0);
    if (value.sequence() || value.dict())
        return Value(value.sequence() == other.sequence() && value.dict() == other.dict());
    return Value(typeName(value) == typeName(other) && isEqual(value, other, interpreter.budget()));
}

Value isFilterName(Interpreter&, Self value, Given) {
    return Value(value.isString() && findFilter(value.text()) != nullptr);
}

Value isTestName(Interpreter&, Self value, Given) {
    return Value(value.isString() && findTest(value.text()) != nullptr);
}

template <char first, char second = '\0'>
Value compared(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("comparison", given, {"other"}, 1);
    const char symbol[] = {first, second, '\0'};
    return Value(compare(symbol, value, *parameters.at(0), interpreter.budget()));
}

} // namespace

NativeFunction findTest(std::string_view name) {
    static const std::unordered_map<std::string_view, NativeFunction> kTests{
        {"defined", plain<isDefined>},
        {"undefined", plain<isUndefined>},
        {"none", plain<isNone>},
        {"boolean", plain<isBoolean>},
        {"true", plain<isTrueItself>},
        {"false", plain<isFalseItself>},
        {"integer", plain<isInteger>},
        {"float", plain<isFloat>},
        {"number", plain<isNumber>},
        {"string", plain<isString>},
        {"mapping", plain<isMapping>},
        {"iterable", plain<isIterable>},
        {"sequence", plain<isSequence>},
        {"callable", plain<isCallable>},
        {"lower", plain<isLowerValue>},
        {"upper", plain<isUpperValue>},
        {"escaped", plain<isEscaped>},
        {"odd", isOdd},
        {"even", isEven},
        {"divisibleby", isDivisible},
        {"in", isIn},
        {"sameas", isSame},
        {"filter", isFilterName},
        {"test", isTestName},
        {"==", compared<'=', '='>},
        {"eq", compared<'=', '='>},
        {"equalto", compared<'=', '='>},
        {"!=", compared<'!', '='>},
        {"ne", compared<'!', '='>},
        {">", compared<'>'>},
        {"gt", compared<'>'>},
        {"greaterthan", compared<'>'>},
        {">=", compared<'>', '='>},
        {"ge", compared<'>', '='>},
        {"<", compared<'<'>},
        {"lt", compared<'<'>},
        {"lessthan", compared<'<'>},
        {"<=", compared<'<', '='>},
        {"le", compared<'<', '='>},
    };
    const auto found = kTests.find(name);
    return found == kTests.end() ? nullptr : found->second;
}

} // namespace tiebreak::jinja
