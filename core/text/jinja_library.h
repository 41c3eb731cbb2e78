// The names a template finds ready-made: filters, tests, methods, global functions, operators.
// Tables of pure functions; the interpreter is passed for its budget and for calling back.
#pragma once

#include "text/jinja_eval.h"

namespace tiebreak::jinja {

/// nullptr when there is none of that name.
NativeFunction findFilter(std::string_view name);
NativeFunction findTest(std::string_view name);
/// Filters on one text or number, and filters on sequences; findFilter asks both.
NativeFunction findTextFilter(std::string_view name);
NativeFunction findSequenceFilter(std::string_view name);
/// A method of the value's type, as in "text".strip().
NativeFunction findMethod(const Value& object, std::string_view name);
NativeFunction findTextMethod(std::string_view name);
/// True for methods that would change a list or dict, which the sandbox refuses.
bool isMutatingMethod(const Value& object, std::string_view name);
void defineGlobals(Interpreter& interpreter);

Value arithmetic(const std::string& symbol, const Value& a, const Value& b, Budget& budget);
bool compare(const std::string& symbol, const Value& a, const Value& b, Budget& budget);
bool contains(const Value& container, const Value& item, Budget& budget);
Value negated(const Value& value, bool minus);
/// Python's object[start:stop:step]; undefined bounds stand for absent ones.
Value sliced(const Value& object, const Value& start, const Value& stop, const Value& step,
             Budget& budget);

/// "%s and %d" % arguments.
std::string formattedPercent(const std::string& format, const Value& arguments);
/// "{} and {name}".format(...), fields without a format specification.
std::string formattedBraces(Interpreter& interpreter, const std::string& format,
                            const Arguments& arguments);

} // namespace tiebreak::jinja
