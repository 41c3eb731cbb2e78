// Reads one JSON object key by key into fields, checks types and ranges, and refuses what nobody
// asked for. The first fault wins and later reads do nothing, so a table of reads stays a table.
// One thread; the JSON must outlive the reader.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

/// What a number may be; the ends belong to it unless they are open.
struct NumberRange {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool lowOpen = false;
    bool highOpen = false;

    bool contains(double value) const;
    /// "above 0", "from 0 to 1", "from 0 to below 1", "at least 1".
    std::string words() const;
};

inline constexpr NumberRange above(double low) {
    return {.low = low, .lowOpen = true};
}
inline constexpr NumberRange atLeast(double low) {
    return {.low = low};
}
inline constexpr NumberRange between(double low, double high) {
    return {.low = low, .high = high};
}
/// low belongs to it, high does not.
inline constexpr NumberRange halfOpen(double low, double high) {
    return {.low = low, .high = high, .highOpen = true};
}
/// Neither end belongs to it.
inline constexpr NumberRange inside(double low, double high) {
    return {.low = low, .high = high, .lowOpen = true, .highOpen = true};
}

class JsonReader {
public:
    /// `prefix` stands before key names in errors, for example "dpo.".
    explicit JsonReader(const nlohmann::json& object, std::string prefix = {});

    // An absent key leaves the field as it is.
    void text(const char* key, std::string& field);
    void optionalText(const char* key, std::optional<std::string>& field);
    void choice(const char* key, std::string& field, std::initializer_list<const char*> allowed);
    void flag(const char* key, bool& field);
    void optionalFlag(const char* key, std::optional<bool>& field);
    void number(const char* key, double& field, NumberRange range);
    void optionalNumber(const char* key, std::optional<double>& field, NumberRange range);
    void integer(const char* key, std::int64_t& field, NumberRange range);
    void integer(const char* key, int& field, NumberRange range);
    void unsignedInteger(const char* key, std::uint64_t& field);
    void numbers(const char* key, std::vector<double>& field, NumberRange range);
    /// One text or a list of texts.
    void texts(const char* key, std::vector<std::string>& field);
    void object(const char* key, nlohmann::json& field);

    /// The value under a key that the caller reads itself; null when absent.
    const nlohmann::json* take(const char* key);
    bool has(const char* key) const;
    /// Some read asked for this key.
    bool isKnown(const std::string& key) const { return m_known.count(key) != 0; }
    /// Keys that are known but whose feature has not landed: refused unless null.
    void notYet(std::initializer_list<const char*> keys);
    /// Records a fault found by the caller.
    void fail(Error error);
    bool failed() const { return m_error.has_value(); }
    /// The first fault, or else the first key that nobody read.
    Status finish() const;

private:
    void refuse(const char* key, const nlohmann::json& value, const std::string& expected);
    bool readNumber(const char* key, const nlohmann::json& value, double& field,
                    const NumberRange& range);
    std::string nearestKnown(const std::string& key) const;

    const nlohmann::json& m_object;
    std::string m_prefix;
    std::set<std::string> m_known;
    std::optional<Error> m_error;
};

/// Parses text as one JSON object; BadFile with `path` when it is not one. Never throws.
Result<nlohmann::json> parseJsonObject(std::string_view text, const std::string& path);

} // namespace tiebreak
