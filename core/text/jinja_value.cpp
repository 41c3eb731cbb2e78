#include "text/jinja_value.h"

#include "text/jinja_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tiebreak::jinja {

namespace {

int checkedDepth(int depth) {
    if (depth > kMaxNesting)
        throw TemplateError("limit of " + std::to_string(kMaxNesting) + " nested values reached");
    return depth;
}

int depthOfItems(const std::vector<Value>& items) {
    int deepest = 0;
    for (const auto& item : items)
        deepest = std::max(deepest, item.depth());
    return checkedDepth(deepest + 1);
}

template <class T, class Variant>
const T* pointerIn(const Variant& content) {
    const auto* held = std::get_if<std::shared_ptr<const T>>(&content);
    return held ? held->get() : nullptr;
}

bool sameOrder(SequenceKind a, SequenceKind b) {
    return a == b &&
           (a == SequenceKind::List || a == SequenceKind::Tuple || a == SequenceKind::Range);
}

bool equalItems(const std::vector<Value>& a, const std::vector<Value>& b, Budget& budget) {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!isEqual(a[i], b[i], budget))
            return false;
    return true;
}

bool equalDicts(const Dict& a, const Dict& b, Budget& budget) {
    if (a.entries.size() != b.entries.size())
        return false;
    for (const auto& [key, value] : a.entries) {
        const Value* other = findKey(b, key, budget);
        if (!other || !isEqual(value, *other, budget))
            return false;
    }
    return true;
}

bool lessItems(const std::vector<Value>& a, const std::vector<Value>& b, const char* operatorText,
               Budget& budget) {
    const auto shared = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < shared; ++i)
        if (!isEqual(a[i], b[i], budget))
            return isLess(a[i], b[i], operatorText, budget);
    return a.size() < b.size();
}

void appendRepresentation(std::string& out, const Value& value, int nesting);

void appendItems(std::string& out, const std::vector<Value>& items, int nesting) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0)
            out += ", ";
        appendRepresentation(out, items[i], nesting);
    }
}

void appendSequence(std::string& out, const Sequence& sequence, int nesting) {
    switch (sequence.kind) {
    case SequenceKind::Iterator:
        out += "<generator object>";
        return;
    case SequenceKind::Range:
        out += "range(" + std::to_string(sequence.items.size()) + ")";
        return;
    case SequenceKind::Tuple:
        out += '(';
        appendItems(out, sequence.items, nesting);
        out += sequence.items.size() == 1 ? ",)" : ")";
        return;
    default:
        break;
    }
    const bool plain = sequence.kind == SequenceKind::List;
    if (!plain)
        out += typeName(Value(std::make_shared<const Sequence>(Sequence{sequence.kind, {}}))) + "(";
    out += '[';
    appendItems(out, sequence.items, nesting);
    out += plain ? "]" : "])";
}

void appendDict(std::string& out, const Dict& dict, int nesting) {
    out += '{';
    bool first = true;
    for (const auto& [key, value] : dict.entries) {
        if (!first)
            out += ", ";
        first = false;
        appendRepresentation(out, key, nesting);
        out += ": ";
        appendRepresentation(out, value, nesting);
    }
    out += '}';
}

void appendNamespace(std::string& out, const Namespace& space, int nesting) {
    out += "<Namespace {";
    bool first = true;
    for (const auto& [name, value] : space.attributes) {
        if (!first)
            out += ", ";
        first = false;
        out += quotedText(name) + ": ";
        appendRepresentation(out, value, nesting);
    }
    out += "}>";
}

void appendRepresentation(std::string& out, const Value& value, int nesting) {
    checkedDepth(nesting);
    checkTextSize(out.size());
    if (value.isString())
        out += quotedText(value.text());
    else if (value.isUndefined())
        out += "Undefined";
    else if (const auto* sequence = value.sequence())
        appendSequence(out, *sequence, nesting + 1);
    else if (const auto* dict = value.dict())
        appendDict(out, *dict, nesting + 1);
    else if (const auto* space = value.space())
        appendNamespace(out, *space, nesting + 1);
    else
        out += printed(value);
}

/// Digits and decimal exponent of the shortest text that reads back equal: 1.25e3 is {"125", 3}.
std::pair<std::string, int> shortestDigits(double number) {
    char buffer[40];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    const std::string text(buffer, end);
    const auto mark = text.find('e');
    std::string digits = text.substr(0, mark);
    digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
    return {digits, std::stoi(text.substr(mark + 1))};
}

std::string inExponentForm(const std::string& digits, int exponent) {
    std::string out = digits.substr(0, 1);
    if (digits.size() > 1)
        out += "." + digits.substr(1);
    const int magnitude = std::abs(exponent);
    return out + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") +
           std::to_string(magnitude);
}

} // namespace

Value::Value(std::string text)
    : m_content(Undefined{}) {
    checkTextSize(text.size());
    m_content = std::make_shared<const std::string>(std::move(text));
}

Value Value::none() {
    Value value;
    value.m_content = None{};
    return value;
}

Value Value::undefined(std::string message) {
    return Value(Undefined{std::make_shared<const std::string>(std::move(message))});
}

Value Value::sequence(std::vector<Value> items, SequenceKind kind) {
    const int depth = depthOfItems(items);
    return Value(std::make_shared<const Sequence>(Sequence{kind, std::move(items), 0, depth}));
}

Value Value::dict(std::vector<std::pair<Value, Value>> entries) {
    int deepest = 0;
    for (const auto& [key, value] : entries)
        deepest = std::max({deepest, key.depth(), value.depth()});
    return Value(std::make_shared<const Dict>(Dict{std::move(entries), checkedDepth(deepest + 1)}));
}

Value Value::function(Function function) {
    function.depth = checkedDepth(function.self ? function.self->depth() + 1 : 1);
    return Value(std::make_shared<const Function>(std::move(function)));
}

const Sequence* Value::sequence() const {
    return pointerIn<Sequence>(m_content);
}

const Dict* Value::dict() const {
    return pointerIn<Dict>(m_content);
}

const Function* Value::function() const {
    return pointerIn<Function>(m_content);
}

Namespace* Value::space() const {
    const auto* held = std::get_if<Namespace*>(&m_content);
    return held ? *held : nullptr;
}

LoopState* Value::loop() const {
    const auto* held = std::get_if<std::shared_ptr<LoopState>>(&m_content);
    return held ? held->get() : nullptr;
}

std::int64_t Value::integer() const {
    return isBool() ? std::int64_t{boolean()} : std::get<std::int64_t>(m_content);
}

double Value::number() const {
    return isFloat() ? std::get<double>(m_content) : static_cast<double>(integer());
}

const std::string& Value::undefinedMessage() const {
    static const std::string kUnknown = "value is undefined";
    const auto& message = std::get<Undefined>(m_content).message;
    return message ? *message : kUnknown;
}

int Value::depth() const {
    if (const auto* list = sequence())
        return list->depth;
    if (const auto* mapping = dict())
        return mapping->depth;
    if (const auto* state = loop())
        return state->depth;
    const auto* callable = function();
    return callable ? callable->depth : 0;
}

void failUndefined(const Value& value) {
    throw TemplateError(value.undefinedMessage());
}

std::string typeName(const Value& value) {
    static constexpr const char* kSequenceNames[] = {
        "list", "tuple", "range", "generator", "dict_items", "dict_keys", "dict_values"};
    if (const auto* sequence = value.sequence())
        return kSequenceNames[static_cast<int>(sequence->kind)];
    if (value.isUndefined())
        return "Undefined";
    if (value.isNone())
        return "NoneType";
    if (value.isBool())
        return "bool";
    if (value.isInteger())
        return "int";
    if (value.isFloat())
        return "float";
    if (value.isString())
        return "str";
    if (value.isDict())
        return "dict";
    if (value.space())
        return "Namespace";
    return value.loop() ? "LoopContext" : "function";
}

bool isTrue(const Value& value) {
    if (value.isUndefined() || value.isNone())
        return false;
    if (value.isNumber())
        return value.number() != 0;
    if (value.isString())
        return !value.text().empty();
    if (const auto* dict = value.dict())
        return !dict->entries.empty();
    const auto* sequence = value.sequence();
    return !sequence || sequence->kind == SequenceKind::Iterator || !sequence->items.empty();
}

bool isEqual(const Value& a, const Value& b, Budget& budget) {
    budget.step();
    if (a.isInteger() && b.isInteger())
        return a.integer() == b.integer();
    if (a.isNumber() && b.isNumber())
        return a.number() == b.number();
    if (a.isString() && b.isString())
        return a.text() == b.text();
    if (a.sequence() && b.sequence())
        return a.sequence() == b.sequence() ||
               (sameOrder(a.sequence()->kind, b.sequence()->kind) &&
                equalItems(a.sequence()->items, b.sequence()->items, budget));
    if (a.dict() && b.dict())
        return equalDicts(*a.dict(), *b.dict(), budget);
    if (a.space() || a.loop() || a.function())
        return a.space() == b.space() && a.loop() == b.loop() && a.function() == b.function();
    return (a.isNone() && b.isNone()) || (a.isUndefined() && b.isUndefined());
}

bool isLess(const Value& a, const Value& b, const char* operatorText, Budget& budget) {
    budget.step();
    if (a.isUndefined())
        failUndefined(a);
    if (b.isUndefined())
        failUndefined(b);
    if (a.isInteger() && b.isInteger())
        return a.integer() < b.integer();
    if (a.isNumber() && b.isNumber())
        return a.number() < b.number();
    if (a.isString() && b.isString()) // the order of UTF-8 bytes is the order of code points
        return a.text() < b.text();
    if (a.sequence() && b.sequence() && a.sequence()->kind == b.sequence()->kind &&
        (a.isKind(SequenceKind::List) || a.isKind(SequenceKind::Tuple)))
        return lessItems(a.sequence()->items, b.sequence()->items, operatorText, budget);
    throw TemplateError(std::string("'") + operatorText + "' not supported between instances of '" +
                        typeName(a) + "' and '" + typeName(b) + "'");
}

std::string floatText(double number) {
    if (std::isnan(number))
        return "nan";
    if (std::isinf(number))
        return number < 0 ? "-inf" : "inf";
    const std::string sign = std::signbit(number) ? "-" : "";
    auto [digits, exponent] = shortestDigits(std::fabs(number));
    if (exponent < -4 || exponent >= 16)
        return sign + inExponentForm(digits, exponent);
    if (exponent < 0)
        return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole)
        return sign + digits + std::string(whole - digits.size(), '0') + ".0";
    return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::string printed(const Value& value) {
    if (value.isString())
        return value.text();
    if (value.isUndefined())
        return "";
    if (value.isNone())
        return "None";
    if (value.isBool())
        return value.boolean() ? "True" : "False";
    if (value.isInteger())
        return std::to_string(value.integer());
    if (value.isFloat())
        return floatText(value.number());
    if (const auto* function = value.function())
        return "<function " + function->name + ">";
    if (const auto* loop = value.loop())
        return "<LoopContext " + std::to_string(loop->index + 1) + "/" +
               std::to_string(loop->items.size()) + ">";
    return representation(value);
}

std::string representation(const Value& value) {
    std::string out;
    appendRepresentation(out, value, 0);
    checkTextSize(out.size());
    return out;
}

const Value* findKey(const Dict& dict, const Value& key, Budget& budget) {
    if (key.isString())
        return findKey(dict, key.text());
    if (key.isDict() || key.isKind(SequenceKind::List))
        throw TemplateError("unhashable type: '" + typeName(key) + "'");
    for (const auto& [name, value] : dict.entries)
        if (isEqual(name, key, budget))
            return &value;
    return nullptr;
}

const Value* findKey(const Dict& dict, std::string_view key) {
    for (const auto& [name, value] : dict.entries)
        if (name.isString() && name.text() == key)
            return &value;
    return nullptr;
}

std::vector<Value> iterate(const Value& value, Budget& budget) {
    std::vector<Value> items;
    if (const auto* sequence = value.sequence()) {
        const auto first =
            sequence->items.begin() + static_cast<std::ptrdiff_t>(sequence->consumed);
        items.assign(first, sequence->items.end());
        if (sequence->kind == SequenceKind::Iterator)
            sequence->consumed = sequence->items.size();
    } else if (const auto* dict = value.dict()) {
        for (const auto& entry : dict->entries)
            items.push_back(entry.first);
    } else if (value.isString()) {
        budget.produce(value.text().size() * sizeof(Value));
        for (const auto character : characters(value.text()))
            items.emplace_back(std::string(character));
    } else if (!value.isUndefined()) {
        throw TemplateError("'" + typeName(value) + "' object is not iterable");
    }
    budget.produce(items.size() * sizeof(Value));
    return items;
}

std::int64_t lengthOf(const Value& value) {
    if (value.isUndefined())
        return 0;
    if (value.isString())
        return characterCount(value.text());
    if (const auto* dict = value.dict())
        return static_cast<std::int64_t>(dict->entries.size());
    if (const auto* sequence = value.sequence();
        sequence && sequence->kind != SequenceKind::Iterator)
        return static_cast<std::int64_t>(sequence->items.size());
    if (const auto* loop = value.loop())
        return static_cast<std::int64_t>(loop->items.size());
    throw TemplateError("object of type '" + typeName(value) + "' has no len()");
}

} // namespace tiebreak::jinja
