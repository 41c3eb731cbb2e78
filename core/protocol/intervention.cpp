#include "protocol/intervention.h"

#include "protocol/json_fields.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>

namespace tiebreak {

namespace {

constexpr double kLargestBias = 1e4; // as logit_bias has it

Error refused(const std::string& message) {
    return {ErrorCode::BadArgument, "interventions: " + message, "", nullptr};
}

template <class T>
std::optional<T> numberIn(const std::string& text) {
    T value{};
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? std::optional<T>(value) : std::nullopt;
}

} // namespace

const char* interventionName(InterventionKind kind) {
    switch (kind) {
    case InterventionKind::Ban:
        return "ban";
    case InterventionKind::Boost:
        return "boost";
    case InterventionKind::Force:
        break;
    }
    return "force";
}

Result<InterventionKind> interventionKind(const std::string& name) {
    for (const auto kind :
         {InterventionKind::Force, InterventionKind::Ban, InterventionKind::Boost})
        if (name == interventionName(kind))
            return kind;
    return refused("kind '" + name.substr(0, 100) + "' must be one of force, ban, boost");
}

Status validate(const Intervention& i) {
    if (i.position < 0)
        return refused("position " + std::to_string(i.position) + " must be at least 0");
    if (i.word.empty() == i.ids.empty())
        return refused("position " + std::to_string(i.position) +
                       " needs either a word or token ids");
    for (const std::int32_t id : i.ids)
        if (id < 0)
            return refused(std::to_string(id) + ": a token id is at least 0");
    if (!std::isfinite(i.bias) || std::abs(i.bias) > kLargestBias)
        return refused("bias must be from -10000 to 10000");
    return {};
}

nlohmann::json toJson(const Intervention& i) {
    nlohmann::json json{{"position", i.position}, {"kind", interventionName(i.kind)}};
    if (i.ids.empty())
        json["word"] = i.word;
    else
        json["ids"] = i.ids;
    if (i.kind == InterventionKind::Boost)
        json["bias"] = i.bias;
    return json;
}

Result<Intervention> interventionFromJson(const nlohmann::ordered_json& json) {
    if (!json.is_object())
        return refused(std::string("expected objects, got ") + json.type_name());
    JsonFields in(json, "interventions");
    Intervention i;
    i.position = in.integer("position");
    const std::string kind = in.text("kind");
    i.word = in.text("word", "");
    if (in.has("ids"))
        i.ids = in.ids("ids");
    i.bias = in.number("bias", 0);
    TB_TRY(in.status());
    TB_ASSIGN(i.kind, interventionKind(kind));
    TB_TRY(validate(i));
    return i;
}

Result<Intervention> interventionFromText(const std::string& text) {
    const std::size_t first = text.find(':');
    const std::size_t second = first == std::string::npos ? first : text.find(':', first + 1);
    if (second == std::string::npos)
        return refused("'" + text.substr(0, 100) + "' is not of the form POSITION:KIND:WORD");
    const auto position = numberIn<std::int64_t>(text.substr(0, first));
    if (!position)
        return refused("position '" + text.substr(0, first) + "' is not a number");
    std::string kind = text.substr(first + 1, second - first - 1);
    Intervention i{*position, {}, text.substr(second + 1), {}, 0};
    if (const std::size_t sign = kind.find('='); sign != std::string::npos) {
        const auto bias = numberIn<double>(kind.substr(sign + 1));
        if (!bias)
            return refused("bias '" + kind.substr(sign + 1) + "' is not a number");
        i.bias = *bias;
        kind.resize(sign);
    }
    TB_ASSIGN(i.kind, interventionKind(kind));
    TB_TRY(validate(i));
    return i;
}

} // namespace tiebreak
