// A value of the template language, with Python's meaning: what is true, what is equal, how it
// prints. Values share their content and never change it; only a namespace's attributes and how far
// a one-pass iterator was read do change, and both belong to the one render, and thread, that made
// them.
#pragma once

#include "text/jinja_error.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tiebreak::jinja {

class Value;
class Interpreter;
struct Macro;

/// A missing value. Printing it gives nothing, using it is an error with `message`.
struct Undefined {
    std::shared_ptr<const std::string> message;
};

enum class SequenceKind { List, Tuple, Range, Iterator, DictItems, DictKeys, DictValues };

struct Sequence {
    SequenceKind kind = SequenceKind::List;
    std::vector<Value> items;
    mutable std::size_t consumed = 0; ///< of an Iterator, which is read once
    int depth = 1;
};

struct Dict {
    std::vector<std::pair<Value, Value>> entries; ///< in the order of insertion
    int depth = 1;
};

/// `namespace(...)`: the only value a template can change. Owned by the interpreter.
struct Namespace {
    std::vector<std::pair<std::string, Value>> attributes;
};

/// What `loop` is inside a for; owned by the values that hold it.
struct LoopState {
    std::vector<Value> items;
    std::size_t index = 0;
    int depth = 1;
};

struct Arguments {
    std::vector<Value> positional;
    std::vector<std::pair<std::string, Value>> named;
};

using NativeFunction = Value (*)(Interpreter&, const Value& self, const Arguments&);

/// Something that can be called: a global function, a method with its object, or a macro.
struct Function {
    std::string name;
    NativeFunction native = nullptr;
    std::shared_ptr<const Value> self;
    const Macro* macro = nullptr; ///< owned by the interpreter
    int depth = 1;
};

class Value {
public:
    struct None {};
    using Text = std::shared_ptr<const std::string>;
    using Content =
        std::variant<Undefined, None, bool, std::int64_t, double, Text,
                     std::shared_ptr<const Sequence>, std::shared_ptr<const Dict>, Namespace*,
                     std::shared_ptr<LoopState>, std::shared_ptr<const Function>>;

    Value()
        : m_content(Undefined{}) {}
    explicit Value(Undefined undefined)
        : m_content(std::move(undefined)) {}
    explicit Value(bool truth)
        : m_content(truth) {}
    explicit Value(std::int64_t number)
        : m_content(number) {}
    explicit Value(double number)
        : m_content(number) {}
    explicit Value(std::string text);
    explicit Value(const char* text)
        : Value(std::string(text)) {}
    explicit Value(Namespace* space)
        : m_content(space) {}
    explicit Value(std::shared_ptr<const Sequence> sequence)
        : m_content(std::move(sequence)) {}
    explicit Value(std::shared_ptr<const Dict> dict)
        : m_content(std::move(dict)) {}
    explicit Value(std::shared_ptr<LoopState> loop)
        : m_content(std::move(loop)) {}
    explicit Value(std::shared_ptr<const Function> function)
        : m_content(std::move(function)) {}

    static Value none();
    static Value undefined(std::string message);
    /// Checks how deep the items nest.
    static Value sequence(std::vector<Value> items, SequenceKind kind = SequenceKind::List);
    static Value dict(std::vector<std::pair<Value, Value>> entries);
    static Value function(Function function);

    bool isUndefined() const { return std::holds_alternative<Undefined>(m_content); }
    bool isNone() const { return std::holds_alternative<None>(m_content); }
    bool isBool() const { return std::holds_alternative<bool>(m_content); }
    /// Whole numbers, and bools, which Python counts among them.
    bool isInteger() const { return isBool() || std::holds_alternative<std::int64_t>(m_content); }
    bool isFloat() const { return std::holds_alternative<double>(m_content); }
    bool isNumber() const { return isInteger() || isFloat(); }
    bool isString() const { return std::holds_alternative<Text>(m_content); }
    bool isDict() const { return std::holds_alternative<std::shared_ptr<const Dict>>(m_content); }

    /// nullptr when the value is not of that kind.
    const Sequence* sequence() const;
    const Dict* dict() const;
    Namespace* space() const;
    LoopState* loop() const;
    const Function* function() const;
    bool isKind(SequenceKind kind) const { return sequence() && sequence()->kind == kind; }

    /// The caller has checked the kind.
    const std::string& text() const { return *std::get<Text>(m_content); }
    bool boolean() const { return std::get<bool>(m_content); }
    std::int64_t integer() const;
    double number() const;
    const std::string& undefinedMessage() const;
    /// How deep values nest inside this one.
    int depth() const;

private:
    Content m_content;
};

/// Throws the undefined value's own message; for every use that Python would refuse.
[[noreturn]] void failUndefined(const Value& value);
/// Python's name of the value's type, for messages: "str", "list", "dict".
std::string typeName(const Value& value);
bool isTrue(const Value& value);
bool isEqual(const Value& a, const Value& b, Budget& budget);
/// True when a < b; an error for kinds that have no order.
bool isLess(const Value& a, const Value& b, const char* operatorText, Budget& budget);
/// str(value): what printing gives.
std::string printed(const Value& value);
/// repr(value): a string in quotes.
std::string representation(const Value& value);
/// repr(float): the shortest digits that read back equal, laid out as Python does.
std::string floatText(double number);
/// nullptr when the dict has no such key.
const Value* findKey(const Dict& dict, const Value& key, Budget& budget);
const Value* findKey(const Dict& dict, std::string_view key);
/// What a for loop visits: items, keys, characters. An error when the value cannot be iterated.
std::vector<Value> iterate(const Value& value, Budget& budget);
/// len(value).
std::int64_t lengthOf(const Value& value);

} // namespace tiebreak::jinja
