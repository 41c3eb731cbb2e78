// JSON into template values and back out as transformers' tojson writes it. Pure functions, any
// thread.
#pragma once

#include "text/jinja_value.h"

#include <nlohmann/json.hpp>

namespace tiebreak::jinja {

/// Keeps the order of keys. Throws for nesting over kMaxNesting and whole numbers beyond 64 bits.
Value fromJson(const nlohmann::ordered_json& json);

struct JsonStyle {
    bool ensureAscii = false;
    bool sortKeys = false;
    std::optional<std::string> indent; ///< text of one level; absent: all on one line
    std::string itemSeparator = ", ";
    std::string keySeparator = ": ";
};

std::string toJsonText(const Value& value, const JsonStyle& style);

} // namespace tiebreak::jinja
