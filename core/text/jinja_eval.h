// Walks the tree of a template once. One object a render, one thread; it owns what the template
// makes that can change (scopes, namespaces, macros), so values never form a cycle and nothing
// outlives the render.
#pragma once

#include "text/jinja_ast.h"

#include <optional>

namespace tiebreak::jinja {

struct Scope;

/// A macro as it was reached: its definition and the variables it sees.
struct Macro {
    std::shared_ptr<const MacroDefinition> definition;
    Scope* closure;
};

class Interpreter {
public:
    /// `now` as YYYY-MM-DD is what strftime_now tells; absent: the clock.
    explicit Interpreter(std::optional<std::string> now, RenderLimits limits = {});
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    void define(const std::string& name, Value value);
    std::string run(const Block& block);
    /// Byte ranges [begin, end) of the last run's text that came out of {% generation %} blocks.
    const std::vector<std::pair<std::size_t, std::size_t>>& generated() const {
        return m_generated;
    }

    Budget& budget() { return m_budget; }
    const std::optional<std::string>& now() const { return m_now; }
    Namespace* newNamespace();

    Value call(const Value& callee, const Arguments& arguments);
    Value applyFilter(const std::string& name, const Value& input, const Arguments& arguments);
    bool applyTest(const std::string& name, const Value& input, const Arguments& arguments);
    /// object.name: methods first, then a dict's key; undefined when neither is there.
    Value attribute(const Value& object, const std::string& name);
    /// object[index]: keys first, then methods.
    Value item(const Value& object, const Value& index);

private:
    enum class Flow { Normal, Break, Continue };
    class ScopeGuard;

    Flow execute(const Block& block);
    Flow execute(const Statement& statement);
    Flow run(const Text& text);
    Flow run(const Print& print);
    Flow run(const If& statement);
    Flow run(const For& statement);
    Flow run(const Set& statement);
    Flow run(const SetBlock& statement);
    Flow run(const std::shared_ptr<const MacroDefinition>& definition);
    Flow run(const CallBlock& statement);
    Flow run(const FilterBlock& statement);
    Flow run(const With& statement);
    Flow run(const Scoped& statement);
    Flow run(const Break&) { return Flow::Break; }
    Flow run(const Continue&) { return Flow::Continue; }

    Value evaluate(const Expression& expression);
    Value eval(const Literal& node) { return node.value; }
    Value eval(const Name& node);
    Value eval(const ListLiteral& node);
    Value eval(const TupleLiteral& node);
    Value eval(const DictLiteral& node);
    Value eval(const Attribute& node);
    Value eval(const Subscript& node);
    Value eval(const Slice& node);
    Value eval(const Call& node);
    Value eval(const Filter& node);
    Value eval(const Test& node);
    Value eval(const Not& node);
    Value eval(const Negate& node);
    Value eval(const Arithmetic& node);
    Value eval(const Concat& node);
    Value eval(const Logic& node);
    Value eval(const Comparison& node);
    Value eval(const Conditional& node);

    std::vector<Value> evaluateAll(const std::vector<ExpressionPtr>& expressions);
    Arguments evaluateArguments(const CallArguments& arguments);
    Value evaluateSlice(const Value& object, const Slice& slice);
    std::vector<Value> loopItems(const For& statement);
    void assign(const Target& target, const Value& value);
    void assignAttribute(const Target& target, const Value& value);
    /// Runs the block aside and returns what it printed.
    std::string aside(const Block& block);
    /// What the block prints, as a value.
    Value captured(const Block& block, const ExpressionPtr& filter = nullptr);
    void emit(std::string_view text);
    Value callMacro(const Macro& macro, const Arguments& arguments);
    void bindParameters(const Macro& macro, const Arguments& arguments);
    Value macroValue(std::shared_ptr<const MacroDefinition> definition);
    const Value* lookup(const std::string& name) const;

    std::optional<std::string> m_now;
    Budget m_budget;
    std::vector<std::unique_ptr<Scope>> m_scopes;
    std::vector<std::unique_ptr<Namespace>> m_namespaces;
    std::vector<std::unique_ptr<Macro>> m_macros;
    Scope* m_scope = nullptr;
    std::string m_output;
    std::vector<std::pair<std::size_t, std::size_t>> m_generated;
    int m_captures = 0; ///< blocks inside each other whose text is not (yet) part of the result
    const Value* m_filterInput = nullptr; ///< text of the block a filter chain is applied to
    int m_depth = 0;
    int m_callDepth = 0;
};

} // namespace tiebreak::jinja
