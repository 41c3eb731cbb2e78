#include "text/jinja_eval.h"

#include "text/jinja_library.h"
#include "text/jinja_scope.h"
#include "text/jinja_text.h"

#include <algorithm>

namespace tiebreak::jinja {

namespace {

constexpr int kMaxEvaluationDepth = 1200; ///< what a thread's stack holds with room to spare

/// Counts how deep the walk is, on every way out.
class DepthGuard {
public:
    explicit DepthGuard(int& depth, int limit, const char* what)
        : m_depth(depth) {
        if (depth >= limit)
            throw TemplateError("limit of " + std::to_string(limit) + " nested " + what +
                                " reached");
        ++m_depth;
    }
    ~DepthGuard() { --m_depth; }
    DepthGuard(const DepthGuard&) = delete;
    DepthGuard& operator=(const DepthGuard&) = delete;

private:
    int& m_depth;
};

} // namespace

/// Opens a scope for a block and closes it on every way out.
class Interpreter::ScopeGuard {
public:
    ScopeGuard(Interpreter& interpreter, Scope* parent)
        : m_interpreter(interpreter)
        , m_outer(interpreter.m_scope) {
        interpreter.m_scopes.push_back(std::make_unique<Scope>());
        m_opened = interpreter.m_scopes.back().get();
        m_opened->parent = parent;
        interpreter.m_scope = m_opened;
    }
    ~ScopeGuard() {
        m_interpreter.m_scope = m_outer;
        auto& scopes = m_interpreter.m_scopes;
        if (!m_opened->captured && scopes.back().get() == m_opened)
            scopes.pop_back();
    }
    ScopeGuard(const ScopeGuard&) = delete;
    ScopeGuard& operator=(const ScopeGuard&) = delete;

private:
    Interpreter& m_interpreter;
    Scope* m_outer;
    Scope* m_opened;
};

Interpreter::Interpreter(std::optional<std::string> now, RenderLimits limits)
    : m_now(std::move(now))
    , m_budget(limits) {
    m_scopes.push_back(std::make_unique<Scope>());
    m_scope = m_scopes.back().get();
    defineGlobals(*this);
}

Interpreter::~Interpreter() = default;

void Interpreter::define(const std::string& name, Value value) {
    m_scope->set(name, std::move(value));
}

Namespace* Interpreter::newNamespace() {
    m_budget.produce(sizeof(Namespace));
    m_namespaces.push_back(std::make_unique<Namespace>());
    return m_namespaces.back().get();
}

std::string Interpreter::run(const Block& block) {
    m_output.clear();
    m_generated.clear();
    execute(block);
    return std::move(m_output);
}

const Value* Interpreter::lookup(const std::string& name) const {
    return m_scope->find(name);
}

void Interpreter::emit(std::string_view text) {
    checkTextSize(m_output.size() + text.size());
    m_output += text;
}

Interpreter::Flow Interpreter::execute(const Block& block) {
    for (const auto& statement : block)
        if (const auto flow = execute(statement); flow != Flow::Normal)
            return flow;
    return Flow::Normal;
}

Interpreter::Flow Interpreter::execute(const Statement& statement) {
    try {
        m_budget.step();
        const DepthGuard guard(m_depth, kMaxEvaluationDepth, "evaluations");
        return std::visit([this](const auto& node) { return run(node); }, statement.node);
    } catch (TemplateError& error) {
        if (error.line() == 0)
            error.setLine(statement.line);
        throw;
    }
}

Interpreter::Flow Interpreter::run(const Text& text) {
    emit(text.text);
    return Flow::Normal;
}

Interpreter::Flow Interpreter::run(const Print& print) {
    emit(printed(evaluate(*print.expression)));
    return Flow::Normal;
}

Interpreter::Flow Interpreter::run(const If& statement) {
    for (const auto& [condition, body] : statement.branches)
        if (isTrue(evaluate(*condition)))
            return execute(body);
    return execute(statement.otherwise);
}

std::vector<Value> Interpreter::loopItems(const For& statement) {
    auto items = iterate(evaluate(*statement.items), m_budget);
    if (!statement.condition)
        return items;
    std::vector<Value> kept;
    for (auto& item : items) {
        const ScopeGuard scope(*this, m_scope);
        assign(statement.target, item);
        if (isTrue(evaluate(*statement.condition)))
            kept.push_back(std::move(item));
    }
    return kept;
}

Interpreter::Flow Interpreter::run(const For& statement) {
    auto state = std::make_shared<LoopState>();
    state->items = loopItems(statement);
    for (const auto& item : state->items)
        state->depth = std::max(state->depth, item.depth() + 1);
    if (state->depth > kMaxNesting)
        throw TemplateError("limit of " + std::to_string(kMaxNesting) + " nested values reached");
    if (state->items.empty())
        return execute(statement.otherwise);
    for (; state->index < state->items.size(); ++state->index) {
        m_budget.step();
        const ScopeGuard scope(*this, m_scope);
        define("loop", Value(state));
        assign(statement.target, state->items[state->index]);
        if (execute(statement.body) == Flow::Break)
            break;
    }
    return Flow::Normal;
}

void Interpreter::assignAttribute(const Target& target, const Value& value) {
    const Value* holder = lookup(target.name);
    if (!holder)
        throw TemplateError("'" + target.name + "' is undefined");
    Namespace* space = holder->space();
    if (!space)
        throw TemplateError("cannot assign attribute on non-namespace object '" + target.name +
                            "'");
    for (auto& [name, held] : space->attributes)
        if (name == target.attribute) {
            held = value;
            return;
        }
    m_budget.produce(sizeof(Value) + target.attribute.size());
    space->attributes.emplace_back(target.attribute, value);
}

void Interpreter::assign(const Target& target, const Value& value) {
    if (!target.isTuple) {
        if (target.attribute.empty())
            m_scope->set(target.name, value);
        else
            assignAttribute(target, value);
        return;
    }
    if (value.isUndefined())
        failUndefined(value);
    const auto items = iterate(value, m_budget);
    if (items.size() != target.parts.size())
        throw TemplateError("cannot unpack " + std::to_string(items.size()) + " values into " +
                            std::to_string(target.parts.size()) + " names");
    for (std::size_t i = 0; i < items.size(); ++i)
        assign(target.parts[i], items[i]);
}

Interpreter::Flow Interpreter::run(const Set& statement) {
    assign(statement.target, evaluate(*statement.value));
    return Flow::Normal;
}

std::string Interpreter::aside(const Block& block) {
    std::string outer = std::exchange(m_output, {});
    ++m_captures;
    execute(block);
    --m_captures;
    std::string inner = std::exchange(m_output, std::move(outer));
    m_budget.produce(inner.size());
    return inner;
}

Value Interpreter::captured(const Block& block, const ExpressionPtr& filter) {
    Value text;
    {
        const ScopeGuard scope(*this, m_scope);
        text = Value(aside(block));
    }
    if (!filter)
        return text;
    const Value* before = std::exchange(m_filterInput, &text);
    Value result = evaluate(*filter);
    m_filterInput = before;
    return result;
}

Interpreter::Flow Interpreter::run(const SetBlock& statement) {
    assign(statement.target, captured(statement.body, statement.filter));
    return Flow::Normal;
}

Interpreter::Flow Interpreter::run(const FilterBlock& statement) {
    emit(printed(captured(statement.body, statement.filter)));
    return Flow::Normal;
}

Interpreter::Flow Interpreter::run(const With& statement) {
    std::vector<Value> values;
    for (const auto& [target, expression] : statement.variables)
        values.push_back(evaluate(*expression));
    const ScopeGuard scope(*this, m_scope);
    for (std::size_t i = 0; i < values.size(); ++i)
        assign(statement.variables[i].first, values[i]);
    return execute(statement.body);
}

Interpreter::Flow Interpreter::run(const Scoped& statement) {
    const ScopeGuard scope(*this, m_scope);
    const std::size_t begin = m_output.size();
    const Flow flow = execute(statement.body);
    if (m_captures == 0)
        m_generated.emplace_back(begin, m_output.size());
    return flow;
}

Value Interpreter::macroValue(std::shared_ptr<const MacroDefinition> definition) {
    m_scope->capture();
    m_budget.produce(sizeof(Macro));
    Function function;
    function.name = definition->name;
    m_macros.push_back(std::make_unique<Macro>(Macro{std::move(definition), m_scope}));
    function.macro = m_macros.back().get();
    return Value::function(std::move(function));
}

Interpreter::Flow Interpreter::run(const std::shared_ptr<const MacroDefinition>& definition) {
    m_scope->set(definition->name, macroValue(definition));
    return Flow::Normal;
}

Interpreter::Flow Interpreter::run(const CallBlock& statement) {
    const auto& call = std::get<Call>(statement.call->node);
    const Value callee = evaluate(*call.callee);
    auto arguments = evaluateArguments(call.arguments);
    arguments.named.emplace_back("caller", macroValue(statement.caller));
    emit(printed(this->call(callee, arguments)));
    return Flow::Normal;
}

Value Interpreter::call(const Value& callee, const Arguments& arguments) {
    m_budget.step();
    if (callee.isUndefined())
        failUndefined(callee);
    const Function* function = callee.function();
    if (!function)
        throw TemplateError("'" + typeName(callee) + "' object is not callable");
    if (function->macro)
        return callMacro(*function->macro, arguments);
    return function->native(*this, function->self ? *function->self : Value(), arguments);
}

Value Interpreter::callMacro(const Macro& macro, const Arguments& arguments) {
    const DepthGuard guard(m_callDepth, kMaxCallDepth, "macro calls");
    const ScopeGuard scope(*this, macro.closure);
    bindParameters(macro, arguments);
    return Value(aside(macro.definition->body));
}

void Interpreter::bindParameters(const Macro& macro, const Arguments& arguments) {
    const auto& definition = *macro.definition;
    auto named = arguments.named;
    const auto take = [&](const std::string& name) -> std::optional<Value> {
        const auto found = std::find_if(named.begin(), named.end(),
                                        [&](const auto& entry) { return entry.first == name; });
        if (found == named.end())
            return std::nullopt;
        auto value = found->second;
        named.erase(found);
        return value;
    };
    const auto& positional = arguments.positional;
    const std::size_t count = definition.parameters.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto& parameter = definition.parameters[i];
        if (i < positional.size())
            define(parameter.name, positional[i]);
        else if (auto value = take(parameter.name))
            define(parameter.name, *value);
        else if (parameter.byDefault)
            define(parameter.name, evaluate(*parameter.byDefault));
        else
            define(parameter.name,
                   Value::undefined("parameter '" + parameter.name + "' was not provided"));
    }
    if (definition.usesCaller)
        define("caller", take("caller").value_or(Value::undefined("No caller defined")));
    if (definition.usesKwargs) {
        std::vector<std::pair<Value, Value>> rest;
        for (auto& [name, value] : named)
            rest.emplace_back(Value(name), value);
        define("kwargs", Value::dict(std::move(rest)));
    } else if (!named.empty()) {
        throw TemplateError("macro '" + definition.name + "' takes no keyword argument '" +
                            named.front().first + "'");
    }
    if (definition.usesVarargs) {
        const auto first =
            positional.begin() + static_cast<std::ptrdiff_t>(std::min(count, positional.size()));
        define("varargs", Value::sequence({first, positional.end()}, SequenceKind::Tuple));
    } else if (positional.size() > count) {
        throw TemplateError("macro '" + definition.name + "' takes not more than " +
                            std::to_string(count) + " argument(s)");
    }
}

Value Interpreter::applyFilter(const std::string& name, const Value& input,
                               const Arguments& arguments) {
    m_budget.step();
    const auto filter = findFilter(name);
    if (!filter)
        throw TemplateError("no filter named '" + name + "'");
    return filter(*this, input, arguments);
}

bool Interpreter::applyTest(const std::string& name, const Value& input,
                            const Arguments& arguments) {
    m_budget.step();
    const auto test = findTest(name);
    if (!test)
        throw TemplateError("no test named '" + name + "'");
    return isTrue(test(*this, input, arguments));
}

} // namespace tiebreak::jinja
