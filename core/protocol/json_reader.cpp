#include "protocol/json_reader.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tiebreak {

namespace {

constexpr std::size_t kShownCharacters = 60;

std::string trimmedNumber(double value) {
    return nlohmann::json(value).dump();
}

std::string plainNumber(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return std::to_string(static_cast<std::int64_t>(value));
    return trimmedNumber(value);
}

/// A value as an error shows it: short, and never invalid UTF-8.
std::string shown(const nlohmann::json& value) {
    std::string text = value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    if (text.size() > kShownCharacters)
        text = text.substr(0, kShownCharacters) + "…";
    return text;
}

std::string joined(std::initializer_list<const char*> words) {
    std::string text;
    for (const char* word : words)
        text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

/// Levenshtein distance, for "did you mean".
std::size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

} // namespace

bool NumberRange::contains(double value) const {
    return (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
}

std::string NumberRange::words() const {
    const bool hasLow = std::isfinite(low), hasHigh = std::isfinite(high);
    if (hasLow && hasHigh)
        return std::string(lowOpen ? "above " : "from ") + plainNumber(low) +
               (lowOpen ? (highOpen ? " and below " : " and at most ")
                        : (highOpen ? " to below " : " to ")) +
               plainNumber(high);
    if (hasLow)
        return (lowOpen ? "above " : "at least ") + plainNumber(low);
    if (hasHigh)
        return (highOpen ? "below " : "at most ") + plainNumber(high);
    return "of any size";
}

JsonReader::JsonReader(const nlohmann::json& object, std::string prefix)
    : m_object(object)
    , m_prefix(std::move(prefix)) {
    if (!object.is_object())
        fail({ErrorCode::BadArgument,
              (m_prefix.empty() ? std::string("the document")
                                : "'" + m_prefix.substr(0, m_prefix.size() - 1) + "'") +
                  " is " + shown(object) + ". Use an object with keys."});
}

void JsonReader::fail(Error error) {
    if (!m_error)
        m_error = std::move(error);
}

void JsonReader::refuse(const char* key, const nlohmann::json& value, const std::string& expected) {
    fail({ErrorCode::BadArgument,
          "'" + m_prefix + key + "' is " + shown(value) + ". Use " + expected + "."});
}

bool JsonReader::has(const char* key) const {
    return m_object.is_object() && m_object.contains(key);
}

const nlohmann::json* JsonReader::take(const char* key) {
    m_known.insert(key);
    if (failed() || !has(key))
        return nullptr;
    return &m_object.at(key);
}

void JsonReader::text(const char* key, std::string& field) {
    const auto* value = take(key);
    if (!value)
        return;
    if (!value->is_string())
        return refuse(key, *value, "a text");
    field = value->get<std::string>();
}

void JsonReader::optionalText(const char* key, std::optional<std::string>& field) {
    const auto* value = take(key);
    if (!value)
        return;
    if (value->is_null())
        return field.reset();
    if (!value->is_string())
        return refuse(key, *value, "a text or null");
    field = value->get<std::string>();
}

void JsonReader::choice(const char* key, std::string& field,
                        std::initializer_list<const char*> allowed) {
    const auto* value = take(key);
    if (!value)
        return;
    const bool known = value->is_string() && std::find(allowed.begin(), allowed.end(),
                                                       value->get<std::string>()) != allowed.end();
    if (!known)
        return refuse(key, *value, "one of " + joined(allowed));
    field = value->get<std::string>();
}

void JsonReader::flag(const char* key, bool& field) {
    const auto* value = take(key);
    if (!value)
        return;
    if (!value->is_boolean())
        return refuse(key, *value, "true or false");
    field = value->get<bool>();
}

void JsonReader::optionalFlag(const char* key, std::optional<bool>& field) {
    const auto* value = take(key);
    if (!value)
        return;
    if (value->is_null())
        return field.reset();
    if (!value->is_boolean())
        return refuse(key, *value, "true, false or null");
    field = value->get<bool>();
}

bool JsonReader::readNumber(const char* key, const nlohmann::json& value, double& field,
                            const NumberRange& range) {
    const bool good = value.is_number() && std::isfinite(value.get<double>()) &&
                      range.contains(value.get<double>());
    if (!good) {
        refuse(key, value, "a number " + range.words());
        return false;
    }
    field = value.get<double>();
    return true;
}

void JsonReader::number(const char* key, double& field, NumberRange range) {
    if (const auto* value = take(key))
        readNumber(key, *value, field, range);
}

void JsonReader::optionalNumber(const char* key, std::optional<double>& field, NumberRange range) {
    const auto* value = take(key);
    if (!value)
        return;
    if (value->is_null())
        return field.reset();
    double number = 0;
    if (readNumber(key, *value, number, range))
        field = number;
}

void JsonReader::integer(const char* key, std::int64_t& field, NumberRange range) {
    const auto* value = take(key);
    if (!value)
        return;
    const bool fits = value->is_number_integer() &&
                      (!value->is_number_unsigned() ||
                       value->get<std::uint64_t>() <=
                           static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    if (!fits || !range.contains(static_cast<double>(value->get<std::int64_t>())))
        return refuse(key, *value, "a whole number " + range.words());
    field = value->get<std::int64_t>();
}

void JsonReader::integer(const char* key, int& field, NumberRange range) {
    std::int64_t wide = field;
    range.high = std::min(range.high, static_cast<double>(std::numeric_limits<int>::max()));
    integer(key, wide, range);
    field = static_cast<int>(wide);
}

void JsonReader::unsignedInteger(const char* key, std::uint64_t& field) {
    const auto* value = take(key);
    if (!value)
        return;
    const bool good = value->is_number_unsigned() ||
                      (value->is_number_integer() && value->get<std::int64_t>() >= 0);
    if (!good)
        return refuse(key, *value, "a whole number from 0 to 18446744073709551615");
    field = value->get<std::uint64_t>();
}

void JsonReader::numbers(const char* key, std::vector<double>& field, NumberRange range) {
    const auto* value = take(key);
    if (!value)
        return;
    if (!value->is_array())
        return refuse(key, *value, "a list of numbers " + range.words());
    std::vector<double> read(value->size());
    for (std::size_t i = 0; i < read.size(); ++i)
        if (!readNumber(key, (*value)[i], read[i], range))
            return;
    field = std::move(read);
}

void JsonReader::texts(const char* key, std::vector<std::string>& field) {
    const auto* value = take(key);
    if (!value)
        return;
    if (value->is_string()) {
        field = {value->get<std::string>()};
        return;
    }
    const bool good =
        value->is_array() && std::all_of(value->begin(), value->end(),
                                         [](const auto& item) { return item.is_string(); });
    if (!good)
        return refuse(key, *value, "a text or a list of texts");
    field = value->get<std::vector<std::string>>();
}

void JsonReader::object(const char* key, nlohmann::json& field) {
    const auto* value = take(key);
    if (!value)
        return;
    if (!value->is_object())
        return refuse(key, *value, "an object");
    field = *value;
}

void JsonReader::notYet(std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        const auto* value = take(key);
        if (value && !value->is_null())
            fail({ErrorCode::Unsupported,
                  "'" + m_prefix + key + "' is not available in this version. Leave the key out."});
    }
}

std::string JsonReader::nearestKnown(const std::string& key) const {
    std::string best;
    std::size_t bestDistance = 3; // more than two typing errors is another word
    for (const auto& known : m_known) {
        const std::size_t distance = editDistance(key, known);
        if (distance < bestDistance) {
            best = known;
            bestDistance = distance;
        }
    }
    return best;
}

Status JsonReader::finish() const {
    if (m_error)
        return *m_error;
    for (const auto& item : m_object.items()) {
        if (m_known.count(item.key()))
            continue;
        const std::string nearest = nearestKnown(item.key());
        return Error{
            ErrorCode::BadArgument,
            "unknown key " + shown(m_prefix + item.key()) + ". " +
                (nearest.empty() ? "Remove it." : "Did you mean '" + m_prefix + nearest + "'?")};
    }
    return {};
}

Result<nlohmann::json> parseJsonObject(std::string_view text, const std::string& path) {
    auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded())
        return Error{ErrorCode::BadFile, "is not valid JSON. Correct the file.", path};
    if (!json.is_object())
        return Error{ErrorCode::BadFile, "holds " + shown(json) + ", an object is expected", path};
    return json;
}

} // namespace tiebreak
