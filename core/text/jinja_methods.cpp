// Methods of dicts and lists and the attributes of loop. Those that would change a value are
// refused, as the sandbox of transformers does.
#include "text/jinja_arguments.h"
#include "text/jinja_library.h"
#include "text/jinja_text.h"

#include <algorithm>
#include <unordered_map>

namespace tiebreak::jinja {

namespace {

using Self = const Value&;
using Given = const Arguments&;
using Table = std::unordered_map<std::string_view, NativeFunction>;

Value get(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("get", given, {"key", "default"}, 1);
    if (const Value* value = findKey(*self.dict(), *parameters.at(0), interpreter.budget()))
        return *value;
    return parameters.given(1) ? *parameters.at(1) : Value::none();
}

template <class Take>
Value view(Interpreter& interpreter, Self self, SequenceKind kind, Take take) {
    std::vector<Value> items;
    for (const auto& entry : self.dict()->entries)
        items.push_back(take(entry));
    interpreter.budget().produce(items.size() * sizeof(Value));
    return Value::sequence(std::move(items), kind);
}

Value items(Interpreter& interpreter, Self self, Given) {
    return view(interpreter, self, SequenceKind::DictItems, [](const auto& entry) {
        return Value::sequence({entry.first, entry.second}, SequenceKind::Tuple);
    });
}

Value keys(Interpreter& interpreter, Self self, Given) {
    return view(interpreter, self, SequenceKind::DictKeys,
                [](const auto& entry) { return entry.first; });
}

Value values(Interpreter& interpreter, Self self, Given) {
    return view(interpreter, self, SequenceKind::DictValues,
                [](const auto& entry) { return entry.second; });
}

Value copy(Interpreter&, Self self, Given) {
    return self;
}

Value count(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("count", given, {"value"}, 1);
    std::int64_t found = 0;
    for (const auto& item : self.sequence()->items)
        found += isEqual(item, *parameters.at(0), interpreter.budget()) ? 1 : 0;
    return Value(found);
}

Value index(Interpreter& interpreter, Self self, Given given) {
    const Parameters parameters("index", given, {"value"}, 1);
    const auto& all = self.sequence()->items;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (isEqual(all[i], *parameters.at(0), interpreter.budget()))
            return Value(static_cast<std::int64_t>(i));
    throw TemplateError(representation(*parameters.at(0)) + " is not in list");
}

Value cycle(Interpreter&, Self self, Given given) {
    if (given.positional.empty())
        throw TemplateError("no items for cycling given");
    return given.positional[self.loop()->index % given.positional.size()];
}

NativeFunction findIn(const Table& table, std::string_view name) {
    const auto found = table.find(name);
    return found == table.end() ? nullptr : found->second;
}

} // namespace

NativeFunction findMethod(const Value& object, std::string_view name) {
    static const Table kDict{
        {"get", get}, {"items", items}, {"keys", keys}, {"values", values}, {"copy", copy}};
    static const Table kList{{"count", count}, {"index", index}, {"copy", copy}};
    static const Table kTuple{{"count", count}, {"index", index}};
    static const Table kLoop{{"cycle", cycle}};
    if (object.isString())
        return findTextMethod(name);
    if (object.isDict())
        return findIn(kDict, name);
    if (object.isKind(SequenceKind::List))
        return findIn(kList, name);
    if (object.isKind(SequenceKind::Tuple))
        return findIn(kTuple, name);
    return object.loop() ? findIn(kLoop, name) : nullptr;
}

bool isMutatingMethod(const Value& object, std::string_view name) {
    static constexpr std::string_view kList[] = {"append", "clear",  "extend",  "insert",
                                                 "pop",    "remove", "reverse", "sort"};
    static constexpr std::string_view kDict[] = {"clear", "pop", "popitem", "setdefault", "update"};
    if (object.isDict())
        return std::find(std::begin(kDict), std::end(kDict), name) != std::end(kDict);
    return object.isKind(SequenceKind::List) &&
           std::find(std::begin(kList), std::end(kList), name) != std::end(kList);
}

} // namespace tiebreak::jinja
