#include "text/json_fields.h"

namespace tiebreak {

using nlohmann::json;

Error badField(const char* key, const char* kind) {
    return Error{ErrorCode::BadFile, std::string("'") + key + "' must be " + kind};
}

const json& member(const json& object, const char* key) {
    static const json nothing;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found == object.end() ? nothing : *found;
}

Result<std::string> textField(const json& object, const char* key, const char* otherwise) {
    if (!object.is_object())
        return badField(key, "inside an object");
    const auto& value = member(object, key);
    if (otherwise && value.is_null())
        return std::string(otherwise);
    if (!value.is_string())
        return badField(key, "text");
    return value.get<std::string>();
}

Result<bool> boolField(const json& object, const char* key, bool otherwise) {
    const auto& value = member(object, key);
    if (value.is_null())
        return otherwise;
    if (!value.is_boolean())
        return badField(key, "true or false");
    return value.get<bool>();
}

Result<std::size_t> countField(const json& object, const char* key, std::size_t otherwise) {
    constexpr std::uint64_t kMost = 1'000'000'000;
    const auto& value = member(object, key);
    if (value.is_null())
        return otherwise;
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMost)
        return badField(key, "a whole number from 0 to 1000000000");
    return value.get<std::size_t>();
}

} // namespace tiebreak
