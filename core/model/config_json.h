// Reading typed values out of a config.json: absent and null give the default, a wrong kind is an
// error that names the key. Free functions, any thread.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace tiebreak {

bool isGiven(const nlohmann::json& json, const std::string& key);
Result<std::int64_t> integerOr(const nlohmann::json& json, const std::string& key,
                               std::optional<std::int64_t> fallback);
Result<double> numberOr(const nlohmann::json& json, const std::string& key,
                        std::optional<double> fallback);
Result<bool> booleanOr(const nlohmann::json& json, const std::string& key, bool fallback);
Result<std::string> textOr(const nlohmann::json& json, const std::string& key,
                           const std::string& fallback);
/// A number or a list of numbers; absent and null give none.
Result<std::vector<std::int64_t>> integersOf(const nlohmann::json& json, const std::string& key);
/// A list of finite numbers; absent and null give none.
Result<std::vector<double>> numbersOf(const nlohmann::json& json, const std::string& key);
/// A list of texts; absent and null give none.
Result<std::vector<std::string>> textsOf(const nlohmann::json& json, const std::string& key);
/// BadFile "key 'name': value, must be limit".
Error wrongValue(const std::string& key, const std::string& value, const std::string& limit);
/// A JSON object from a file, with the file's path in the error.
Result<nlohmann::json> readJsonObject(const std::string& path);

} // namespace tiebreak
