#include "protocol/sampling_parameters.h"

#include "protocol/json_fields.h"
#include "protocol/parameter_table.h"
#include "protocol/processor_order.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace tiebreak {

namespace {

/// As people write it: 0, not 0.0.
std::string numberWord(double value) {
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value);
    return {digits, end.ptr};
}

using Json = nlohmann::ordered_json;
using TokenIds = std::vector<std::int32_t>;

Error refused(const std::string& name, const std::string& message) {
    return {ErrorCode::BadArgument, name + message, "", nullptr};
}

Status requireNumber(const ParameterField& field, double value) {
    if (std::isfinite(value) && field.range.contains(value))
        return {};
    return refused(field.key,
                   " " + (std::isfinite(value) ? numberWord(value) : std::string("not finite")) +
                       ": must be " + field.range.words());
}

// — what one parameter may be —

Status check(const ParameterField&, bool) {
    return {};
}
Status check(const ParameterField&, std::uint64_t) {
    return {};
}
Status check(const ParameterField& field, double value) {
    return requireNumber(field, value);
}
Status check(const ParameterField& field, std::int64_t value) {
    return requireNumber(field, static_cast<double>(value));
}

Status check(const ParameterField& field, const std::string& text) {
    if (field.choices.empty() ||
        std::find(field.choices.begin(), field.choices.end(), text) != field.choices.end())
        return {};
    std::string all;
    for (const std::string& choice : field.choices)
        all += (all.empty() ? "" : ", ") + choice;
    return refused(field.key, " '" + text.substr(0, 100) + "': must be one of " + all);
}

Status check(const ParameterField& field, const std::vector<std::string>& texts) {
    for (const std::string& text : texts)
        if (text.empty())
            return refused(field.key, " '': must have at least 1 character");
    return {};
}

Status check(const ParameterField& field, const TokenIds& ids) {
    for (const std::int32_t id : ids)
        if (id < 0)
            return refused(field.key, " " + std::to_string(id) + ": a token id is at least 0");
    return {};
}

Status check(const ParameterField& field, const std::vector<TokenIds>& sequences) {
    for (const TokenIds& ids : sequences) {
        if (ids.empty())
            return refused(field.key, " []: must have at least 1 token");
        TB_TRY(check(field, ids));
    }
    return {};
}

Status check(const ParameterField&, const std::vector<Intervention>& interventions) {
    for (const Intervention& intervention : interventions)
        TB_TRY(validate(intervention));
    return {};
}

Status check(const ParameterField& field, const std::map<std::int32_t, double>& values) {
    for (const auto& [id, value] : values) {
        TB_TRY(check(field, TokenIds{id}));
        TB_TRY(requireNumber(field, value));
    }
    return {};
}

// — out —

template <class T>
nlohmann::json written(const T& value) {
    return value;
}

nlohmann::json written(const std::map<std::int32_t, double>& values) {
    nlohmann::json object = nlohmann::json::object();
    for (const auto& [id, value] : values)
        object[std::to_string(id)] = value;
    return object;
}

nlohmann::json written(const std::vector<Intervention>& interventions) {
    nlohmann::json list = nlohmann::json::array();
    for (const Intervention& intervention : interventions)
        list.push_back(toJson(intervention));
    return list;
}

// — in —

void read(JsonFields& in, const char* key, bool& value) {
    value = in.truth(key, value);
}
void read(JsonFields& in, const char* key, double& value) {
    value = in.number(key, value);
}
void read(JsonFields& in, const char* key, std::int64_t& value) {
    value = in.integer(key, value);
}
void read(JsonFields& in, const char* key, std::uint64_t& value) {
    value = in.natural(key, value);
}
void read(JsonFields& in, const char* key, std::vector<std::string>& value) {
    value = in.texts(key);
}
void read(JsonFields& in, const char* key, TokenIds& value) {
    value = in.ids(key);
}

/// transformers writes true and false where a word is meant.
void read(JsonFields& in, const char* key, std::string& value) {
    const Json& found = *in.value(key);
    value = found.is_boolean() ? (found.get<bool>() ? "true" : "false") : in.text(key);
}

void read(JsonFields& in, const char* key, std::vector<TokenIds>& value) {
    value.clear();
    const Json* sequences = in.list(key);
    if (!sequences)
        return;
    for (const Json& item : *sequences) {
        const Json wrapped{{key, item}};
        JsonFields sequence(wrapped, "sampling parameters");
        value.push_back(sequence.ids(key));
        if (!sequence.status())
            return in.fail(key, "must hold lists of token ids");
    }
}

std::optional<std::int32_t> tokenIdOf(const std::string& text) {
    if (text.empty() || text.size() > 9 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return std::stoi(text);
}

void read(JsonFields& in, const char* key, std::map<std::int32_t, double>& value) {
    value.clear();
    const Json* object = in.value(key);
    if (!object->is_object())
        return in.fail(key, "must be an object of token ids and numbers, is " +
                                std::string(object->type_name()));
    for (const auto& [name, item] : object->items()) {
        const auto id = tokenIdOf(name);
        const auto number = numberFromJson(item);
        if (!id || !number)
            return in.fail(key, "must hold numbers under token ids, holds '" + name.substr(0, 100) +
                                    "'");
        value[*id] = *number;
    }
}

void read(JsonFields& in, const char* key, std::vector<Intervention>& value) {
    value.clear();
    const Json* list = in.list(key);
    if (!list)
        return;
    for (const Json& item : *list) {
        auto intervention = interventionFromJson(item);
        if (!intervention)
            return in.fail(key, intervention.error().message);
        value.push_back(std::move(*intervention));
    }
}

Status refuseUnknownKeys(const Json& json) {
    if (!json.is_object())
        return refused("sampling parameters: ",
                       std::string("expected an object, got ") + json.type_name());
    const auto& table = parameterTable();
    for (const auto& [key, value] : json.items())
        if (std::none_of(table.begin(), table.end(),
                         [&key = key](const auto& field) { return field.key == key; }))
            return refused("sampling parameter '" + key.substr(0, 100), "': unknown");
    return {};
}

// — what two parameters may be together —

Status atMost(const char* name, std::int64_t value, const char* otherName, std::int64_t other) {
    if (value <= other)
        return {};
    return refused(name, " " + std::to_string(value) + ": must be at most " + otherName + ", " +
                             std::to_string(other));
}

Status validateBeams(const SamplingParameters& p) {
    const BeamParameters& beam = p.beam;
    TB_TRY(atMost("n_best", beam.best, "beam_width", beam.width));
    if (beam.width % beam.groups != 0)
        return refused("beam_groups", " " + std::to_string(beam.groups) +
                                          ": must divide beam_width, " +
                                          std::to_string(beam.width));
    if (beam.groups > 1 && beam.diversityPenalty <= 0)
        return refused("diversity_penalty", " 0: must be above 0 when beam_groups is above 1, or "
                                            "all groups are the same");
    if (beam.width > 1 && p.guidance.scale != 1)
        return refused("guidance_scale",
                       " " + numberWord(p.guidance.scale) + ": must be 1 with beam search");
    return {};
}

Status validatePrefix(const SamplingParameters& p) {
    const auto count = static_cast<std::int64_t>(p.prefixIds.size());
    if (count > 0 && p.beam.width > 1)
        return refused("prefix_ids", ": needs beam_width 1");
    if (count >= p.maxNewTokens && count > 0)
        return refused("prefix_ids", " of " + std::to_string(count) +
                                         " tokens: must be fewer than max_new_tokens, " +
                                         std::to_string(p.maxNewTokens));
    return {};
}

} // namespace

Status validate(const SamplingParameters& parameters) {
    SamplingParameters p = parameters; // the table's places are not const
    for (const ParameterField& field : parameterTable())
        TB_TRY(std::visit([&](auto place) { return check(field, place(p)); }, field.place));
    TB_TRY(atMost("min_new_tokens", p.minNewTokens, "max_new_tokens", p.maxNewTokens));
    TB_TRY(validateBeams(p));
    TB_TRY(validatePrefix(p));
    return validateOrder(p.order);
}

nlohmann::json toJson(const SamplingParameters& parameters) {
    SamplingParameters p = parameters;
    nlohmann::json json = nlohmann::json::object();
    for (const ParameterField& field : parameterTable())
        std::visit([&](auto place) { json[field.key] = written(place(p)); }, field.place);
    return json;
}

Result<SamplingParameters> samplingParametersFromJson(const nlohmann::json& json) {
    const Json object = json;
    TB_TRY(refuseUnknownKeys(object));
    JsonFields in(object, "sampling parameters");
    SamplingParameters p;
    for (const ParameterField& field : parameterTable())
        if (in.status() && in.has(field.key))
            std::visit([&](auto place) { read(in, field.key, place(p)); }, field.place);
    TB_TRY(in.status());
    TB_TRY(validate(p));
    return p;
}

} // namespace tiebreak
