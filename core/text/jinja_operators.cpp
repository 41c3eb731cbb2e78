#include "text/jinja_library.h"
#include "text/jinja_text.h"

#include <algorithm>
#include <cmath>

namespace tiebreak::jinja {

namespace {

[[noreturn]] void failOperands(const std::string& symbol, const Value& a, const Value& b) {
    throw TemplateError("unsupported operand type(s) for " + symbol + ": '" + typeName(a) +
                        "' and '" + typeName(b) + "'");
}

[[noreturn]] void failOverflow(const std::string& symbol) {
    throw TemplateError("result of '" + symbol + "' does not fit into 64 bits");
}

/// What a is repeated `count` times; text, lists and tuples can be.
Value repeated(const Value& a, std::int64_t count, Budget& budget) {
    const auto times = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
    const auto size = a.isString() ? a.text().size() : a.sequence()->items.size();
    if (times > 0 && size > kMaxOutputBytes / times)
        throw TemplateError("limit of " + std::to_string(kMaxOutputBytes) +
                            " bytes of text reached");
    if (a.isString()) {
        budget.produce(size * times);
        if (size == 1)
            return Value(std::string(times, a.text()[0]));
        std::string text;
        text.reserve(size * times);
        for (std::size_t i = 0; i < times; ++i)
            text += a.text();
        return Value(std::move(text));
    }
    budget.produce(size * times * sizeof(Value));
    std::vector<Value> items;
    for (std::size_t i = 0; i < times; ++i)
        items.insert(items.end(), a.sequence()->items.begin(), a.sequence()->items.end());
    return Value::sequence(std::move(items), a.sequence()->kind);
}

bool isListOrTuple(const Value& value) {
    return value.isKind(SequenceKind::List) || value.isKind(SequenceKind::Tuple);
}

Value added(const Value& a, const Value& b, Budget& budget) {
    if (a.isString() && b.isString()) {
        budget.produce(a.text().size() + b.text().size());
        return Value(a.text() + b.text());
    }
    if (isListOrTuple(a) && isListOrTuple(b) && a.sequence()->kind == b.sequence()->kind) {
        auto items = a.sequence()->items;
        items.insert(items.end(), b.sequence()->items.begin(), b.sequence()->items.end());
        budget.produce(items.size() * sizeof(Value));
        return Value::sequence(std::move(items), a.sequence()->kind);
    }
    if (a.isString())
        throw TemplateError("can only concatenate str (not \"" + typeName(b) + "\") to str");
    failOperands("+", a, b);
}

std::int64_t floorDivided(std::int64_t a, std::int64_t b) {
    if (b == -1)
        return a == INT64_MIN ? (failOverflow("//"), 0) : -a;
    return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0);
}

std::int64_t modulo(std::int64_t a, std::int64_t b) {
    if (b == -1)
        return 0;
    const auto rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

double modulo(double a, double b) {
    const double rest = std::fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

std::int64_t powerOf(std::int64_t base, std::int64_t exponent) {
    std::int64_t result = 1;
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1 && __builtin_mul_overflow(result, base, &result))
            failOverflow("**");
        if (exponent > 1 && __builtin_mul_overflow(base, base, &base))
            failOverflow("**");
    }
    return result;
}

Value onIntegers(const std::string& symbol, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    bool overflow = false;
    if (symbol == "+")
        overflow = __builtin_add_overflow(a, b, &result);
    else if (symbol == "-")
        overflow = __builtin_sub_overflow(a, b, &result);
    else if (symbol == "*")
        overflow = __builtin_mul_overflow(a, b, &result);
    else if (symbol == "//")
        result = floorDivided(a, b);
    else if (symbol == "%")
        result = modulo(a, b);
    else if (b < 0) // 2 ** -1 is a float
        return Value(std::pow(static_cast<double>(a), static_cast<double>(b)));
    else
        result = powerOf(a, b);
    if (overflow)
        failOverflow(symbol);
    return Value(result);
}

Value onFloats(const std::string& symbol, double a, double b) {
    if (symbol == "+")
        return Value(a + b);
    if (symbol == "-")
        return Value(a - b);
    if (symbol == "*")
        return Value(a * b);
    if (symbol == "/")
        return Value(a / b);
    if (symbol == "//")
        return Value(std::floor((a - modulo(a, b)) / b + 0.5));
    if (symbol == "%")
        return Value(modulo(a, b));
    return Value(std::pow(a, b));
}

/// Start, stop and step as Python clips them to `count` items.
struct Bounds {
    std::int64_t start, stop, step;
};

std::int64_t clipped(const Value& bound, std::int64_t count, std::int64_t byDefault, bool forward) {
    if (bound.isNone())
        return byDefault;
    if (!bound.isInteger())
        throw TemplateError("slice indices must be integers or None, not " + typeName(bound));
    auto at = bound.integer();
    if (at < 0)
        at = at < -count ? -1 : at + count;
    if (forward)
        return std::clamp<std::int64_t>(at, 0, count);
    return std::clamp<std::int64_t>(at, -1, count - 1);
}

Bounds boundsOf(const Value& start, const Value& stop, const Value& step, std::int64_t count) {
    if (!step.isNone() && !step.isInteger())
        throw TemplateError("slice indices must be integers or None, not " + typeName(step));
    const auto stride = step.isNone() ? 1 : step.integer();
    if (stride == 0)
        throw TemplateError("slice step cannot be zero");
    const bool forward = stride > 0;
    return {clipped(start, count, forward ? 0 : count - 1, forward),
            clipped(stop, count, forward ? count : -1, forward), stride};
}

template <class Take>
void visitSlice(const Bounds& bounds, Take take) {
    for (auto at = bounds.start; bounds.step > 0 ? at < bounds.stop : at > bounds.stop;) {
        take(static_cast<std::size_t>(at));
        if (__builtin_add_overflow(at, bounds.step, &at))
            return;
    }
}

} // namespace

Value arithmetic(const std::string& symbol, const Value& a, const Value& b, Budget& budget) {
    if (symbol == "%" && a.isString())
        return Value(formattedPercent(a.text(), b));
    if (a.isUndefined())
        failUndefined(a);
    if (b.isUndefined())
        failUndefined(b);
    if (a.isNumber() && b.isNumber()) {
        const bool divides = symbol == "/" || symbol == "//" || symbol == "%";
        if (divides && b.number() == 0)
            throw TemplateError("division by zero");
        if (a.isInteger() && b.isInteger() && symbol != "/")
            return onIntegers(symbol, a.integer(), b.integer());
        return onFloats(symbol, a.number(), b.number());
    }
    if (symbol == "+")
        return added(a, b, budget);
    if (symbol == "*" && b.isInteger() && (a.isString() || isListOrTuple(a)))
        return repeated(a, b.integer(), budget);
    if (symbol == "*" && a.isInteger() && (b.isString() || isListOrTuple(b)))
        return repeated(b, a.integer(), budget);
    failOperands(symbol, a, b);
}

bool compare(const std::string& symbol, const Value& a, const Value& b, Budget& budget) {
    if (symbol == "==")
        return isEqual(a, b, budget);
    if (symbol == "!=")
        return !isEqual(a, b, budget);
    if (symbol == "in")
        return contains(b, a, budget);
    if (symbol == "not in")
        return !contains(b, a, budget);
    const char* text = symbol.c_str();
    if (symbol == "<")
        return isLess(a, b, text, budget);
    if (a.isNumber() && b.isNumber() && (std::isnan(a.number()) || std::isnan(b.number())))
        return false;
    if (symbol == ">")
        return isLess(b, a, text, budget);
    return symbol == "<=" ? !isLess(b, a, text, budget) : !isLess(a, b, text, budget);
}

bool contains(const Value& container, const Value& item, Budget& budget) {
    if (container.isString()) {
        if (!item.isString())
            throw TemplateError("'in <string>' requires string as left operand, not " +
                                typeName(item));
        return container.text().find(item.text()) != std::string::npos;
    }
    if (const auto* dict = container.dict())
        return findKey(*dict, item, budget) != nullptr;
    if (container.isUndefined())
        return false;
    const auto* sequence = container.sequence();
    if (!sequence)
        throw TemplateError("argument of type '" + typeName(container) + "' is not iterable");
    const bool once = sequence->kind == SequenceKind::Iterator;
    for (std::size_t i = once ? sequence->consumed : 0; i < sequence->items.size(); ++i) {
        if (once)
            sequence->consumed = i + 1;
        if (isEqual(sequence->items[i], item, budget))
            return true;
    }
    return false;
}

Value negated(const Value& value, bool minus) {
    if (value.isUndefined())
        failUndefined(value);
    if (value.isInteger()) {
        std::int64_t result = 0;
        if (__builtin_mul_overflow(value.integer(), minus ? -1 : 1, &result))
            failOverflow("-");
        return Value(result);
    }
    if (value.isFloat())
        return Value(minus ? -value.number() : value.number());
    throw TemplateError(std::string("bad operand type for unary ") + (minus ? "-" : "+") + ": '" +
                        typeName(value) + "'");
}

Value sliced(const Value& object, const Value& start, const Value& stop, const Value& step,
             Budget& budget) {
    if (object.isUndefined())
        failUndefined(object);
    if (object.isString()) {
        const auto pieces = characters(object.text());
        budget.produce(object.text().size() * sizeof(std::string_view));
        std::string text;
        visitSlice(boundsOf(start, stop, step, static_cast<std::int64_t>(pieces.size())),
                   [&](std::size_t at) { text += pieces[at]; });
        return Value(std::move(text));
    }
    if (!isListOrTuple(object) && !object.isKind(SequenceKind::Range))
        throw TemplateError("'" + typeName(object) + "' object is not subscriptable by a slice");
    const auto& all = object.sequence()->items;
    std::vector<Value> items;
    visitSlice(boundsOf(start, stop, step, static_cast<std::int64_t>(all.size())),
               [&](std::size_t at) { items.push_back(all[at]); });
    budget.produce(items.size() * sizeof(Value));
    return Value::sequence(std::move(items), object.sequence()->kind);
}

} // namespace tiebreak::jinja
