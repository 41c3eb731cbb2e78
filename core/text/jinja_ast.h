// The tree of a parsed template. Immutable after parsing, shared by all renders.
#pragma once

#include "text/jinja_value.h"

namespace tiebreak::jinja {

struct Expression;
struct Statement;
using ExpressionPtr = std::unique_ptr<const Expression>;
using Block = std::vector<Statement>;

struct CallArguments {
    std::vector<ExpressionPtr> positional;
    std::vector<std::pair<std::string, ExpressionPtr>> named;
    ExpressionPtr spreadList; ///< *expression
    ExpressionPtr spreadDict; ///< **expression
};

struct Literal {
    Value value;
};
struct Name {
    std::string name;
};
struct ListLiteral {
    std::vector<ExpressionPtr> items;
};
struct TupleLiteral {
    std::vector<ExpressionPtr> items;
};
struct DictLiteral {
    std::vector<std::pair<ExpressionPtr, ExpressionPtr>> entries;
};
struct Attribute {
    ExpressionPtr object;
    std::string name;
};
struct Subscript {
    ExpressionPtr object;
    ExpressionPtr index;
};
struct Slice {
    ExpressionPtr start, stop, step;
}; ///< any may be null
struct Call {
    ExpressionPtr callee;
    CallArguments arguments;
};
struct Filter {
    ExpressionPtr input;
    std::string name;
    CallArguments arguments;
}; ///< input null: a block's text
struct Test {
    ExpressionPtr input;
    std::string name;
    CallArguments arguments;
};
struct Not {
    ExpressionPtr operand;
};
struct Negate {
    ExpressionPtr operand;
    bool minus;
};
struct Arithmetic {
    std::string symbol;
    ExpressionPtr left, right;
};
struct Concat {
    std::vector<ExpressionPtr> parts;
};
struct Logic {
    bool isAnd;
    ExpressionPtr left, right;
};
struct Comparison {
    ExpressionPtr first;
    std::vector<std::pair<std::string, ExpressionPtr>> rest;
};
struct Conditional {
    ExpressionPtr condition, then, otherwise;
}; ///< otherwise may be null

struct Expression {
    int line;
    int depth; ///< expressions inside each other; bounded by the parser
    std::variant<Literal, Name, ListLiteral, TupleLiteral, DictLiteral, Attribute, Subscript, Slice,
                 Call, Filter, Test, Not, Negate, Arithmetic, Concat, Logic, Comparison,
                 Conditional>
        node;
};

/// What set and for assign to: a name, an attribute of a namespace, or several of them.
struct Target {
    std::string name;
    std::string attribute; ///< not empty: name.attribute
    std::vector<Target> parts;
    bool isTuple = false;
};

struct Parameter {
    std::string name;
    ExpressionPtr byDefault;
}; ///< byDefault may be null

struct Text {
    std::string text;
};
struct Print {
    ExpressionPtr expression;
};
struct If {
    std::vector<std::pair<ExpressionPtr, Block>> branches;
    Block otherwise;
};
struct For {
    Target target;
    ExpressionPtr items, condition;
    Block body, otherwise;
    bool recursive;
};
struct Set {
    Target target;
    ExpressionPtr value;
};
struct SetBlock {
    Target target;
    ExpressionPtr filter;
    Block body;
};
struct MacroDefinition {
    std::string name;
    std::vector<Parameter> parameters;
    Block body;
    bool usesVarargs, usesKwargs, usesCaller;
};
struct CallBlock {
    std::shared_ptr<const MacroDefinition> caller;
    ExpressionPtr call;
};
struct FilterBlock {
    ExpressionPtr filter;
    Block body;
};
struct With {
    std::vector<std::pair<Target, ExpressionPtr>> variables;
    Block body;
};
struct Scoped {
    Block body;
}; ///< {% generation %}: marks the model's own words, changes nothing
struct Break {};
struct Continue {};

struct Statement {
    int line;
    std::variant<Text, Print, If, For, Set, SetBlock, std::shared_ptr<const MacroDefinition>,
                 CallBlock, FilterBlock, With, Scoped, Break, Continue>
        node;
};

} // namespace tiebreak::jinja
