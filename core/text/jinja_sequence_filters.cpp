// Filters on lists and dicts: map, select, sort, join and kin.
#include "text/jinja_arguments.h"
#include "text/jinja_library.h"
#include "text/jinja_literal.h"
#include "text/jinja_text.h"

#include <algorithm>
#include <unordered_map>

namespace tiebreak::jinja {

namespace {

/// What map, select and their kin go over: what is false (none, undefined) counts as empty.
std::vector<Value> itemsOrNone(const Value& value, Budget& budget) {
    return isTrue(value) ? iterate(value, budget) : std::vector<Value>();
}

using Self = const Value&;
using Given = const Arguments&;

Value length(Interpreter&, Self value, Given) {
    return Value(lengthOf(value));
}

/// "a.b.0" of an item, key before attribute, as jinja2's attribute arguments reach in.
Value reach(Interpreter& interpreter, const Value& item, const Value& path) {
    if (!path.isString())
        return interpreter.item(item, path);
    Value reached = item;
    for (const auto& part : split(path.text(), ".", -1, false)) {
        const bool number = allCharacters(part, isDigit);
        const auto index = number ? parseInteger(part, 10) : std::nullopt;
        reached = interpreter.item(reached, index ? Value(*index) : Value(part));
    }
    return reached;
}

Value folded(const Value& value, bool caseSensitive) {
    return value.isString() && !caseSensitive ? Value(lowerCase(value.text())) : value;
}

/// What items are compared by: one attribute or several, letters folded unless told otherwise.
Value sortKey(Interpreter& interpreter, const Value& item, const Value* attribute,
              bool caseSensitive) {
    if (!attribute || attribute->isNone())
        return folded(item, caseSensitive);
    if (!attribute->isString() || attribute->text().find(',') == std::string::npos)
        return folded(reach(interpreter, item, *attribute), caseSensitive);
    std::vector<Value> keys;
    for (const auto& part : split(attribute->text(), ",", -1, false))
        keys.push_back(folded(reach(interpreter, item, Value(part)), caseSensitive));
    return Value::sequence(std::move(keys));
}

Value sortedBy(std::vector<std::pair<Value, Value>> keyed, bool reverse, Budget& budget) {
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
        return reverse ? isLess(b.first, a.first, "<", budget)
                       : isLess(a.first, b.first, "<", budget);
    });
    std::vector<Value> items;
    for (auto& entry : keyed)
        items.push_back(std::move(entry.second));
    return Value::sequence(std::move(items));
}

Value sort(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("sort", given, {"reverse", "case_sensitive", "attribute"});
    std::vector<std::pair<Value, Value>> keyed;
    for (auto& item : iterate(value, interpreter.budget())) {
        auto key = sortKey(interpreter, item, parameters.at(2), parameters.truth(1, false));
        keyed.emplace_back(std::move(key), std::move(item));
    }
    return sortedBy(std::move(keyed), parameters.truth(0, false), interpreter.budget());
}

const Dict& dictOf(const Value& value, const char* filter) {
    if (value.isUndefined())
        failUndefined(value);
    if (!value.dict())
        throw TemplateError(std::string(filter) + "() needs a mapping, not " + typeName(value));
    return *value.dict();
}

Value pairOf(const std::pair<Value, Value>& entry) {
    return Value::sequence({entry.first, entry.second}, SequenceKind::Tuple);
}

Value dictSort(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("dictsort", given, {"case_sensitive", "by", "reverse"});
    const auto by = parameters.text(1).value_or("key");
    if (by != "key" && by != "value")
        throw TemplateError("You can only sort by either \"key\" or \"value\"");
    std::vector<std::pair<Value, Value>> keyed;
    for (const auto& entry : dictOf(value, "dictsort").entries)
        keyed.emplace_back(
            folded(by == "key" ? entry.first : entry.second, parameters.truth(0, false)),
            pairOf(entry));
    return sortedBy(std::move(keyed), parameters.truth(2, false), interpreter.budget());
}

Value items(Interpreter&, Self value, Given) {
    std::vector<Value> pairs;
    if (!value.isUndefined()) {
        if (!value.dict())
            throw TemplateError("Can only get item pairs from a mapping.");
        for (const auto& entry : value.dict()->entries)
            pairs.push_back(pairOf(entry));
    }
    return Value::sequence(std::move(pairs), SequenceKind::Iterator);
}

Value unique(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("unique", given, {"case_sensitive", "attribute"});
    std::vector<Value> seen, kept;
    for (auto& item : iterate(value, interpreter.budget())) {
        const Value key = sortKey(interpreter, item, parameters.at(1), parameters.truth(0, false));
        const auto same = [&](const Value& other) {
            return isEqual(other, key, interpreter.budget());
        };
        if (std::any_of(seen.begin(), seen.end(), same))
            continue;
        seen.push_back(key);
        kept.push_back(std::move(item));
    }
    return Value::sequence(std::move(kept), SequenceKind::Iterator);
}

Value extreme(Interpreter& interpreter, Self value, Given given, bool largest) {
    const Parameters parameters(largest ? "max" : "min", given, {"case_sensitive", "attribute"});
    std::optional<Value> best, bestKey;
    for (auto& item : iterate(value, interpreter.budget())) {
        const Value key = sortKey(interpreter, item, parameters.at(1), parameters.truth(0, false));
        const bool better = !best || (largest ? isLess(*bestKey, key, ">", interpreter.budget())
                                              : isLess(key, *bestKey, "<", interpreter.budget()));
        if (better) {
            best = std::move(item);
            bestKey = key;
        }
    }
    return best ? *best : Value::undefined("No aggregated item, sequence was empty.");
}

Value smallest(Interpreter& interpreter, Self value, Given given) {
    return extreme(interpreter, value, given, false);
}

Value greatest(Interpreter& interpreter, Self value, Given given) {
    return extreme(interpreter, value, given, true);
}

Value sum(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("sum", given, {"attribute", "start"});
    Value total = parameters.given(1) ? *parameters.at(1) : Value(std::int64_t{0});
    const bool reaching = parameters.given(0) && !parameters.at(0)->isNone();
    for (const auto& item : iterate(value, interpreter.budget())) {
        interpreter.budget().step();
        const Value part = reaching ? reach(interpreter, item, *parameters.at(0)) : item;
        if (part.isString())
            throw TemplateError("sum() can't add text, use join");
        total = arithmetic("+", total, part, interpreter.budget());
    }
    return total;
}

Value join(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("join", given, {"d", "attribute"});
    const auto divider = parameters.given(0) ? printed(*parameters.at(0)) : std::string();
    const bool reaching = parameters.given(1) && !parameters.at(1)->isNone();
    std::string out;
    bool first = true;
    for (const auto& item : iterate(value, interpreter.budget())) {
        if (!first)
            out += divider;
        first = false;
        out += printed(reaching ? reach(interpreter, item, *parameters.at(1)) : item);
        checkTextSize(out.size());
    }
    interpreter.budget().produce(out.size());
    return Value(std::move(out));
}

Value first(Interpreter& interpreter, Self value, Given) {
    if (const auto* sequence = value.sequence();
        sequence && sequence->kind == SequenceKind::Iterator)
        return sequence->consumed < sequence->items.size()
                   ? sequence->items[sequence->consumed++]
                   : Value::undefined("No first item, sequence was empty.");
    const auto all = iterate(value, interpreter.budget());
    return all.empty() ? Value::undefined("No first item, sequence was empty.") : all.front();
}

Value last(Interpreter& interpreter, Self value, Given) {
    if (value.isKind(SequenceKind::Iterator))
        throw TemplateError("'generator' object is not reversible");
    const auto all = iterate(value, interpreter.budget());
    return all.empty() ? Value::undefined("No last item, sequence was empty.") : all.back();
}

Value list(Interpreter& interpreter, Self value, Given) {
    return Value::sequence(iterate(value, interpreter.budget()));
}

Value reverse(Interpreter& interpreter, Self value, Given) {
    auto all = iterate(value, interpreter.budget());
    std::reverse(all.begin(), all.end());
    if (!value.isString())
        return Value::sequence(std::move(all), SequenceKind::Iterator);
    std::string text;
    for (const auto& character : all)
        text += character.text();
    return Value(std::move(text));
}

Value batch(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("batch", given, {"linecount", "fill_with"}, 1);
    const auto size = parameters.integer(0, 1);
    const bool fills = parameters.given(1) && !parameters.at(1)->isNone();
    if (size < 1 || (fills && size > kMaxRangeLength))
        throw TemplateError("batch(): line count " + std::to_string(size) + " is outside 1 to " +
                            std::to_string(kMaxRangeLength));
    std::vector<Value> batches, current;
    for (auto& item : iterate(value, interpreter.budget())) {
        if (static_cast<std::int64_t>(current.size()) == size)
            batches.push_back(Value::sequence(std::exchange(current, {})));
        current.push_back(std::move(item));
    }
    while (fills && !current.empty() && static_cast<std::int64_t>(current.size()) < size)
        current.push_back(*parameters.at(1));
    if (!current.empty())
        batches.push_back(Value::sequence(std::move(current)));
    return Value::sequence(std::move(batches), SequenceKind::Iterator);
}

Value attr(Interpreter& interpreter, Self value, Given given) {
    const Parameters parameters("attr", given, {"name"}, 1);
    const auto name = printed(*parameters.at(0));
    if (value.isDict() && !findMethod(value, name)) // only attributes, never keys
        return Value::undefined("'dict object' has no attribute '" + name + "'");
    return interpreter.attribute(value, name);
}

/// What follows the first `skipped` arguments.
Arguments withoutFirst(const Arguments& given, std::size_t skipped) {
    Arguments rest;
    rest.named = given.named;
    rest.positional.assign(given.positional.begin() + static_cast<std::ptrdiff_t>(skipped),
                           given.positional.end());
    return rest;
}

Value mapAttribute(Interpreter& interpreter, Self value, Given given) {
    Value path, fallback;
    for (const auto& [name, held] : given.named) {
        if (name == "attribute")
            path = held;
        else if (name == "default")
            fallback = held;
        else
            throw TemplateError("map(): unexpected keyword argument '" + name + "'");
    }
    std::vector<Value> mapped;
    for (const auto& item : itemsOrNone(value, interpreter.budget())) {
        interpreter.budget().step();
        auto reached = reach(interpreter, item, path);
        mapped.push_back(reached.isUndefined() && !fallback.isUndefined() ? fallback : reached);
    }
    return Value::sequence(std::move(mapped), SequenceKind::Iterator);
}

Value map(Interpreter& interpreter, Self value, Given given) {
    const bool byAttribute =
        std::any_of(given.named.begin(), given.named.end(),
                    [](const auto& entry) { return entry.first == "attribute"; });
    if (given.positional.empty() && byAttribute)
        return mapAttribute(interpreter, value, given);
    if (given.positional.empty() || !given.positional.front().isString())
        throw TemplateError("map requires a filter argument");
    const auto rest = withoutFirst(given, 1);
    std::vector<Value> mapped;
    for (const auto& item : itemsOrNone(value, interpreter.budget()))
        mapped.push_back(interpreter.applyFilter(given.positional.front().text(), item, rest));
    return Value::sequence(std::move(mapped), SequenceKind::Iterator);
}

/// select, reject, selectattr, rejectattr: `skipped` arguments stand before the test's name.
Value filtered(Interpreter& interpreter, Self value, Given given, bool byAttribute, bool keep) {
    const std::size_t skipped = byAttribute ? 1 : 0;
    if (given.positional.size() < skipped)
        throw TemplateError("Missing parameter for attribute name");
    const bool named = given.positional.size() > skipped;
    const auto rest = named ? withoutFirst(given, skipped + 1) : Arguments();
    std::vector<Value> kept;
    for (auto& item : itemsOrNone(value, interpreter.budget())) {
        interpreter.budget().step();
        const Value subject =
            byAttribute ? reach(interpreter, item, given.positional.front()) : item;
        const bool passes =
            named ? interpreter.applyTest(printed(given.positional[skipped]), subject, rest)
                  : isTrue(subject);
        if (passes == keep)
            kept.push_back(std::move(item));
    }
    return Value::sequence(std::move(kept), SequenceKind::Iterator);
}

template <bool byAttribute, bool keep>
Value filter(Interpreter& interpreter, Self value, Given given) {
    return filtered(interpreter, value, given, byAttribute, keep);
}

} // namespace

NativeFunction findSequenceFilter(std::string_view name) {
    static const std::unordered_map<std::string_view, NativeFunction> kFilters{
        {"length", length},
        {"count", length},
        {"sort", sort},
        {"dictsort", dictSort},
        {"items", items},
        {"unique", unique},
        {"min", smallest},
        {"max", greatest},
        {"sum", sum},
        {"join", join},
        {"first", first},
        {"last", last},
        {"list", list},
        {"reverse", reverse},
        {"batch", batch},
        {"attr", attr},
        {"map", map},
        {"select", filter<false, true>},
        {"reject", filter<false, false>},
        {"selectattr", filter<true, true>},
        {"rejectattr", filter<true, false>},
    };
    const auto found = kFilters.find(name);
    return found == kFilters.end() ? nullptr : found->second;
}

} // namespace tiebreak::jinja
