#include "text/jinja_eval.h"
#include "text/jinja_library.h"
#include "text/jinja_text.h"

#include <algorithm>

namespace tiebreak::jinja {

namespace {

constexpr int kMaxExpressionDepth = 1200; ///< together with statements: what a thread's stack holds

std::string objectName(const Value& object) {
    return object.isNone() ? "None" : typeName(object) + " object";
}

Value method(const Value& object, const std::string& name, NativeFunction native) {
    Function function;
    function.name = name;
    function.native = native;
    function.self = std::make_shared<const Value>(object);
    return Value::function(std::move(function));
}

Value loopAttribute(const LoopState& loop, const std::string& name) {
    const auto count = static_cast<std::int64_t>(loop.items.size());
    const auto index = static_cast<std::int64_t>(loop.index);
    if (name == "index")
        return Value(index + 1);
    if (name == "index0")
        return Value(index);
    if (name == "revindex")
        return Value(count - index);
    if (name == "revindex0")
        return Value(count - index - 1);
    if (name == "first")
        return Value(index == 0);
    if (name == "last")
        return Value(index + 1 == count);
    if (name == "length")
        return Value(count);
    if (name == "depth")
        return Value(std::int64_t{1}); // only recursive loops are deeper
    if (name == "depth0")
        return Value(std::int64_t{0});
    if (name == "previtem")
        return index > 0 ? loop.items[loop.index - 1]
                         : Value::undefined("there is no previous item");
    if (name == "nextitem")
        return index + 1 < count ? loop.items[loop.index + 1]
                                 : Value::undefined("there is no next item");
    return Value::undefined("'LoopContext object' has no attribute '" + name + "'");
}

/// Position of a Python index in `count` items; negative when it is outside.
std::int64_t position(std::int64_t index, std::int64_t count) {
    const auto at = index < 0 ? index + count : index;
    return at < count ? at : -1;
}

std::optional<Value> elementAt(const Value& object, std::int64_t index) {
    if (const auto* sequence = object.sequence();
        sequence &&
        (sequence->kind == SequenceKind::List || sequence->kind == SequenceKind::Tuple ||
         sequence->kind == SequenceKind::Range)) {
        const auto at = position(index, static_cast<std::int64_t>(sequence->items.size()));
        return at < 0 ? std::nullopt : std::optional(sequence->items[static_cast<std::size_t>(at)]);
    }
    if (!object.isString())
        return std::nullopt;
    const auto pieces = characters(object.text());
    const auto at = position(index, static_cast<std::int64_t>(pieces.size()));
    return at < 0 ? std::nullopt
                  : std::optional(Value(std::string(pieces[static_cast<std::size_t>(at)])));
}

} // namespace

Value Interpreter::attribute(const Value& object, const std::string& name) {
    if (object.isUndefined())
        failUndefined(object);
    if (const auto* space = object.space())
        for (const auto& [known, value] : space->attributes)
            if (known == name)
                return value;
    if (const auto native = findMethod(object, name))
        return method(object, name, native);
    if (const auto* loop = object.loop())
        return loopAttribute(*loop, name);
    if (isMutatingMethod(object, name))
        return Value::undefined("access to attribute '" + name + "' of '" + typeName(object) +
                                "' object is unsafe.");
    if (const auto* dict = object.dict())
        if (const Value* value = findKey(*dict, name))
            return *value;
    return Value::undefined("'" + objectName(object) + "' has no attribute '" + name + "'");
}

Value Interpreter::item(const Value& object, const Value& index) {
    if (object.isUndefined())
        failUndefined(object);
    const bool hashable = !index.isDict() && !index.isKind(SequenceKind::List);
    if (const auto* dict = object.dict(); dict && hashable)
        if (const Value* value = findKey(*dict, index, m_budget))
            return *value;
    if (index.isInteger())
        if (const auto element = elementAt(object, index.integer()))
            return *element;
    if (!index.isString())
        return Value::undefined(objectName(object) + " has no element " + representation(index));
    return object.isDict() && !findMethod(object, index.text()) &&
                   !isMutatingMethod(object, index.text())
               ? Value::undefined("'dict object' has no attribute " + quotedText(index.text()))
               : attribute(object, index.text());
}

Value Interpreter::evaluate(const Expression& expression) {
    if (m_depth >= kMaxExpressionDepth)
        throw TemplateError("limit of " + std::to_string(kMaxExpressionDepth) +
                                " nested evaluations reached",
                            expression.line);
    m_budget.step();
    ++m_depth;
    try {
        Value value = std::visit([this](const auto& node) { return eval(node); }, expression.node);
        --m_depth;
        return value;
    } catch (TemplateError& error) {
        --m_depth;
        if (error.line() == 0)
            error.setLine(expression.line);
        throw;
    }
}

Value Interpreter::eval(const Name& node) {
    if (const Value* value = lookup(node.name))
        return *value;
    return Value::undefined("'" + node.name + "' is undefined");
}

std::vector<Value> Interpreter::evaluateAll(const std::vector<ExpressionPtr>& expressions) {
    std::vector<Value> values;
    values.reserve(expressions.size());
    for (const auto& expression : expressions)
        values.push_back(evaluate(*expression));
    m_budget.produce(values.size() * sizeof(Value));
    return values;
}

Value Interpreter::eval(const ListLiteral& node) {
    return Value::sequence(evaluateAll(node.items));
}

Value Interpreter::eval(const TupleLiteral& node) {
    return Value::sequence(evaluateAll(node.items), SequenceKind::Tuple);
}

Value Interpreter::eval(const DictLiteral& node) {
    std::vector<std::pair<Value, Value>> entries;
    for (const auto& [keyExpression, valueExpression] : node.entries) {
        Value key = evaluate(*keyExpression);
        Value value = evaluate(*valueExpression);
        if (key.isDict() || key.isKind(SequenceKind::List))
            throw TemplateError("unhashable type: '" + typeName(key) + "'");
        const auto same = [&](const auto& entry) { return isEqual(entry.first, key, m_budget); };
        const auto found = std::find_if(entries.begin(), entries.end(), same);
        if (found == entries.end())
            entries.emplace_back(std::move(key), std::move(value));
        else
            found->second = std::move(value);
    }
    m_budget.produce(2 * entries.size() * sizeof(Value));
    return Value::dict(std::move(entries));
}

Value Interpreter::eval(const Attribute& node) {
    return attribute(evaluate(*node.object), node.name);
}

Value Interpreter::eval(const Subscript& node) {
    const Value object = evaluate(*node.object);
    if (const auto* slice = std::get_if<Slice>(&node.index->node))
        return evaluateSlice(object, *slice);
    return item(object, evaluate(*node.index));
}

Value Interpreter::eval(const Slice&) {
    throw TemplateError("a slice is only possible as a single index");
}

Value Interpreter::evaluateSlice(const Value& object, const Slice& slice) {
    const auto bound = [this](const ExpressionPtr& part) {
        return part ? evaluate(*part) : Value::none();
    };
    const Value start = bound(slice.start), stop = bound(slice.stop), step = bound(slice.step);
    return sliced(object, start, stop, step, m_budget);
}

Arguments Interpreter::evaluateArguments(const CallArguments& given) {
    Arguments arguments;
    arguments.positional = evaluateAll(given.positional);
    for (const auto& [name, expression] : given.named)
        arguments.named.emplace_back(name, evaluate(*expression));
    if (given.spreadList)
        for (auto& value : iterate(evaluate(*given.spreadList), m_budget))
            arguments.positional.push_back(std::move(value));
    if (!given.spreadDict)
        return arguments;
    const Value spread = evaluate(*given.spreadDict);
    if (!spread.dict())
        throw TemplateError("argument after ** must be a mapping, not " + typeName(spread));
    for (const auto& [key, value] : spread.dict()->entries)
        arguments.named.emplace_back(printed(key), value);
    return arguments;
}

Value Interpreter::eval(const Call& node) {
    const Value callee = evaluate(*node.callee);
    return call(callee, evaluateArguments(node.arguments));
}

Value Interpreter::eval(const Filter& node) {
    const Value input = node.input ? evaluate(*node.input) : *m_filterInput;
    return applyFilter(node.name, input, evaluateArguments(node.arguments));
}

Value Interpreter::eval(const Test& node) {
    const Value input = evaluate(*node.input);
    return Value(applyTest(node.name, input, evaluateArguments(node.arguments)));
}

Value Interpreter::eval(const Not& node) {
    return Value(!isTrue(evaluate(*node.operand)));
}

Value Interpreter::eval(const Negate& node) {
    return negated(evaluate(*node.operand), node.minus);
}

Value Interpreter::eval(const Arithmetic& node) {
    const Value left = evaluate(*node.left);
    return arithmetic(node.symbol, left, evaluate(*node.right), m_budget);
}

Value Interpreter::eval(const Concat& node) {
    std::string text;
    for (const auto& part : node.parts) {
        text += printed(evaluate(*part));
        checkTextSize(text.size());
    }
    m_budget.produce(text.size());
    return Value(std::move(text));
}

Value Interpreter::eval(const Logic& node) {
    Value left = evaluate(*node.left);
    return isTrue(left) == node.isAnd ? evaluate(*node.right) : left;
}

Value Interpreter::eval(const Comparison& node) {
    Value left = evaluate(*node.first);
    for (const auto& [symbol, expression] : node.rest) {
        Value right = evaluate(*expression);
        if (!compare(symbol, left, right, m_budget))
            return Value(false);
        left = std::move(right);
    }
    return Value(true);
}

Value Interpreter::eval(const Conditional& node) {
    if (isTrue(evaluate(*node.condition)))
        return evaluate(*node.then);
    if (node.otherwise)
        return evaluate(*node.otherwise);
    return Value::undefined("the inline if-expression on line " +
                            std::to_string(node.condition->line) +
                            " evaluated to false and no else section was defined.");
}

} // namespace tiebreak::jinja
