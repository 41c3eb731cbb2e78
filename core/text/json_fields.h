// Members of JSON objects of a wanted kind; BadFile naming the key otherwise. Pure functions, any
// thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace tiebreak {

Error badField(const char* key, const char* kind);

/// null where the key is absent.
const nlohmann::json& member(const nlohmann::json& object, const char* key);

/// The value, or `otherwise` when the key is absent or null.
Result<std::string> textField(const nlohmann::json& object, const char* key,
                              const char* otherwise = nullptr);
Result<bool> boolField(const nlohmann::json& object, const char* key, bool otherwise);
Result<std::size_t> countField(const nlohmann::json& object, const char* key,
                               std::size_t otherwise);

/// The same result; an error names the file.
template <class T>
Result<T> withPath(Result<T> result, const std::filesystem::path& path) {
    if (result)
        return result;
    Error error = std::move(result).error();
    error.path = path.string();
    return error;
}

} // namespace tiebreak
