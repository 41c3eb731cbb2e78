#include "protocol/json_fields.h"

#include <cmath>
#include <limits>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

Error badLine(const std::string& message) {
    return {ErrorCode::BadArgument, message, "", nullptr};
}

bool nestedDeeperThan(std::string_view text, int limit) {
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > limit)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

bool fitsInt64(const Json& json) {
    return json.is_number_integer() &&
           !(json.is_number_unsigned() &&
             json.get<std::uint64_t>() >
                 static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
}

} // namespace

Result<Json> parseJson(std::string_view text) {
    if (nestedDeeperThan(text, kMaxJsonDepth))
        return badLine("JSON nested deeper than " + std::to_string(kMaxJsonDepth) + " levels");
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return badLine("not JSON");
    return json;
}

Result<Json> parseObject(std::string_view line) {
    TB_ASSIGN(Json json, parseJson(line));
    if (!json.is_object())
        return badLine(std::string("expected a JSON object, got ") + json.type_name());
    return json;
}

std::string dumpLine(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json numberToJson(double value) {
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    return value;
}

std::optional<double> numberFromJson(const Json& json) {
    if (json.is_number())
        return json.get<double>();
    if (!json.is_string())
        return std::nullopt;
    const auto& name = json.get_ref<const std::string&>();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (name == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (name == "Infinity")
        return infinity;
    if (name == "-Infinity")
        return -infinity;
    return std::nullopt;
}

JsonFields::JsonFields(const Json& object, std::string what)
    : m_object(object)
    , m_what(std::move(what)) {
    if (!object.is_object())
        m_error = badLine(m_what + ": expected an object, got " + object.type_name());
}

void JsonFields::fail(const char* key, const std::string& expected) {
    if (!m_error)
        m_error = badLine(m_what + ": '" + key + "' " + expected);
}

Status JsonFields::status() const {
    if (m_error)
        return *m_error;
    return {};
}

const Json* JsonFields::find(const char* key, bool required) {
    if (m_error)
        return nullptr;
    const auto found = m_object.find(key);
    if (found != m_object.end())
        return &*found;
    if (required)
        fail(key, "is missing");
    return nullptr;
}

const Json* JsonFields::value(const char* key) {
    return find(key, true);
}

const Json* JsonFields::list(const char* key) {
    const Json* found = find(key, true);
    if (found && !found->is_array()) {
        fail(key, std::string("must be a list, is ") + found->type_name());
        return nullptr;
    }
    return found;
}

std::string JsonFields::text(const char* key) {
    const Json* found = find(key, true);
    if (!found)
        return {};
    if (found->is_string())
        return found->get<std::string>();
    fail(key, std::string("must be a string, is ") + found->type_name());
    return {};
}

std::string JsonFields::text(const char* key, const char* fallback) {
    return find(key, false) ? text(key) : fallback;
}

std::int64_t JsonFields::integer(const char* key) {
    const Json* found = find(key, true);
    if (!found)
        return 0;
    if (fitsInt64(*found))
        return found->get<std::int64_t>();
    fail(key, std::string("must be an integer, is ") +
                  (found->is_number() ? found->dump() : found->type_name()));
    return 0;
}

std::int64_t JsonFields::integer(const char* key, std::int64_t fallback) {
    return find(key, false) ? integer(key) : fallback;
}

std::uint64_t JsonFields::natural(const char* key, std::uint64_t fallback) {
    const Json* found = find(key, false);
    if (!found)
        return fallback;
    if (found->is_number_unsigned())
        return found->get<std::uint64_t>();
    fail(key, std::string("must be an integer of at least 0, is ") +
                  (found->is_number() ? found->dump() : found->type_name()));
    return fallback;
}

double JsonFields::number(const char* key) {
    const Json* found = find(key, true);
    if (!found)
        return 0;
    if (const auto read = numberFromJson(*found))
        return *read;
    fail(key, std::string("must be a number, is ") + found->type_name());
    return 0;
}

double JsonFields::number(const char* key, double fallback) {
    return find(key, false) ? number(key) : fallback;
}

bool JsonFields::truth(const char* key, bool fallback) {
    const Json* found = find(key, false);
    if (!found)
        return fallback;
    if (found->is_boolean())
        return found->get<bool>();
    fail(key, std::string("must be true or false, is ") + found->type_name());
    return fallback;
}

std::vector<std::string> JsonFields::texts(const char* key) {
    std::vector<std::string> result;
    if (const Json* found = list(key))
        for (const Json& item : *found) {
            if (!item.is_string()) {
                fail(key, std::string("must hold strings, holds ") + item.type_name());
                break;
            }
            result.push_back(item.get<std::string>());
        }
    return result;
}

std::vector<std::int32_t> JsonFields::ids(const char* key) {
    std::vector<std::int32_t> result;
    if (const Json* found = list(key))
        for (const Json& item : *found) {
            const std::int64_t id = fitsInt64(item) ? item.get<std::int64_t>() : -1;
            if (id < 0 || id > std::numeric_limits<std::int32_t>::max()) {
                fail(key, "must hold token ids from 0 to 2147483647");
                break;
            }
            result.push_back(static_cast<std::int32_t>(id));
        }
    return result;
}

std::vector<double> JsonFields::numbers(const char* key) {
    std::vector<double> result;
    if (const Json* found = list(key))
        for (const Json& item : *found) {
            const auto read = numberFromJson(item);
            if (!read) {
                fail(key, std::string("must hold numbers, holds ") + item.type_name());
                break;
            }
            result.push_back(*read);
        }
    return result;
}

} // namespace tiebreak
