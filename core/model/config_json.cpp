#include "model/config_json.h"

#include "files/bounded_json.h"

#include <cmath>

namespace tiebreak {

namespace {

Error wrongKind(const nlohmann::json& json, const std::string& key, const std::string& wanted) {
    const std::string found = json.contains(key) ? json.at(key).dump().substr(0, 60) : "absent";
    return {ErrorCode::BadFile, "key '" + key + "': " + found + ", must be " + wanted, {}, {}};
}

} // namespace

bool isGiven(const nlohmann::json& json, const std::string& key) {
    return json.contains(key) && !json.at(key).is_null();
}

Result<std::int64_t> integerOr(const nlohmann::json& json, const std::string& key,
                               std::optional<std::int64_t> fallback) {
    if (!isGiven(json, key) && fallback)
        return *fallback;
    if (!isGiven(json, key) || !json.at(key).is_number_integer())
        return wrongKind(json, key, "a whole number");
    return json.at(key).get<std::int64_t>();
}

Result<double> numberOr(const nlohmann::json& json, const std::string& key,
                        std::optional<double> fallback) {
    if (!isGiven(json, key) && fallback)
        return *fallback;
    if (!isGiven(json, key) || !json.at(key).is_number())
        return wrongKind(json, key, "a number");
    return json.at(key).get<double>();
}

Result<bool> booleanOr(const nlohmann::json& json, const std::string& key, bool fallback) {
    if (!isGiven(json, key))
        return fallback;
    if (!json.at(key).is_boolean())
        return wrongKind(json, key, "true or false");
    return json.at(key).get<bool>();
}

Result<std::string> textOr(const nlohmann::json& json, const std::string& key,
                           const std::string& fallback) {
    if (!isGiven(json, key))
        return fallback;
    if (!json.at(key).is_string())
        return wrongKind(json, key, "a text");
    return json.at(key).get<std::string>();
}

Result<std::vector<std::int64_t>> integersOf(const nlohmann::json& json, const std::string& key) {
    std::vector<std::int64_t> values;
    if (!isGiven(json, key))
        return values;
    const auto& found = json.at(key);
    const auto list = found.is_array() ? found : nlohmann::json::array({found});
    for (const auto& value : list) {
        if (!value.is_number_integer())
            return wrongKind(json, key, "a whole number or a list of them");
        values.push_back(value.get<std::int64_t>());
    }
    return values;
}

Result<std::vector<double>> numbersOf(const nlohmann::json& json, const std::string& key) {
    std::vector<double> values;
    if (!isGiven(json, key))
        return values;
    if (!json.at(key).is_array())
        return wrongKind(json, key, "a list of numbers");
    for (const auto& value : json.at(key)) {
        if (!value.is_number() || !std::isfinite(value.get<double>()))
            return wrongKind(json, key, "a list of numbers");
        values.push_back(value.get<double>());
    }
    return values;
}

Result<std::vector<std::string>> textsOf(const nlohmann::json& json, const std::string& key) {
    std::vector<std::string> values;
    if (!isGiven(json, key))
        return values;
    if (!json.at(key).is_array())
        return wrongKind(json, key, "a list of texts");
    for (const auto& value : json.at(key)) {
        if (!value.is_string())
            return wrongKind(json, key, "a list of texts");
        values.push_back(value.get<std::string>());
    }
    return values;
}

Error wrongValue(const std::string& key, const std::string& value, const std::string& limit) {
    return {ErrorCode::BadFile, "key '" + key + "': " + value + ", must be " + limit, {}, {}};
}

Result<nlohmann::json> readJsonObject(const std::string& path) {
    // Labels of thousands of classes fill a megabyte; nothing else in a configuration is long.
    constexpr std::uintmax_t kMaxBytes = 4u << 20;
    constexpr JsonLimits kLimits{.depth = 32, .values = 200'000};
    TB_ASSIGN(auto json, readBoundedJson(path, kMaxBytes, kLimits));
    if (!json.is_object())
        return Error{ErrorCode::BadFile, "no JSON object", path, {}};
    return json;
}

} // namespace tiebreak
