// Reads the fields of one JSON object and remembers the first thing that is wrong, so that a
// message is read field by field and asked once whether all was well. A value on the stack of one
// thread; the object outlives it.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

/// Deepest nesting of brackets a line may have; deeper values would exhaust the stack when copied.
inline constexpr int kMaxJsonDepth = 64;

/// One JSON value with its keys in order, or BadArgument; never throws.
Result<nlohmann::ordered_json> parseJson(std::string_view text);
/// The line's one JSON object with its keys in order, or BadArgument; never throws.
Result<nlohmann::ordered_json> parseObject(std::string_view line);
/// One line of JSON; bytes that are not UTF-8 become U+FFFD.
std::string dumpLine(const nlohmann::ordered_json& json);

/// JSON has no NaN: non-finite numbers travel as the strings "NaN", "Infinity" and "-Infinity".
nlohmann::ordered_json numberToJson(double value);
/// Inverse of numberToJson; nothing when it is neither a number nor one of the three strings.
std::optional<double> numberFromJson(const nlohmann::ordered_json& json);

class JsonFields {
public:
    using Json = nlohmann::ordered_json;

    /// `what` names the object in errors, for example "generate".
    JsonFields(const Json& object, std::string what);

    std::string text(const char* key);
    std::string text(const char* key, const char* fallback);
    std::int64_t integer(const char* key);
    std::int64_t integer(const char* key, std::int64_t fallback);
    std::uint64_t natural(const char* key, std::uint64_t fallback);
    double number(const char* key);
    double number(const char* key, double fallback);
    bool truth(const char* key, bool fallback);
    std::vector<std::string> texts(const char* key);
    std::vector<std::int32_t> ids(const char* key);
    std::vector<double> numbers(const char* key);
    /// The value of a list, or nullptr and an error.
    const Json* list(const char* key);
    /// The value, or nullptr and an error.
    const Json* value(const char* key);
    bool has(const char* key) const { return m_object.contains(key); }

    /// Records an error of the caller's own.
    void fail(const char* key, const std::string& expected);
    /// The first thing that was wrong.
    Status status() const;

private:
    const Json* find(const char* key, bool required);

    const Json& m_object;
    std::string m_what;
    std::optional<Error> m_error;
};

} // namespace tiebreak
