#include "ui/playground/preset_file.h"

#include "base/random_stream.h"

#include <cmath>

namespace tiebreak {

namespace {

constexpr int kVersion = 1;
constexpr const char* kFormat = "tiebreak-presets";
constexpr std::size_t kLongestName = 100; // bytes

using Json = nlohmann::json;

Error badFile(const std::string& message) {
    return {ErrorCode::BadFile, message};
}

Result<SamplingPreset> presetFrom(const Json& item, std::size_t number) {
    const std::string which = "preset " + std::to_string(number) + ": ";
    if (!item.is_object() || !item.contains("name") || !item["name"].is_string())
        return badFile(which + "'name' is missing. Give it a text");
    SamplingPreset out;
    out.name = item["name"].get<std::string>();
    if (out.name.empty() || out.name.size() > kLongestName)
        return badFile(which + "'name' has " + std::to_string(out.name.size()) +
                       " bytes. Use 1 to " + std::to_string(kLongestName));
    auto parameters = samplingParametersFromJson(item.value("parameters", Json::object()));
    if (!parameters)
        return badFile("preset '" + out.name + "': " + parameters.error().message);
    out.parameters = std::move(*parameters);
    return out;
}

double rounded(double value, double step) {
    return std::round(value / step) * step;
}

} // namespace

std::string presetsText(const std::vector<SamplingPreset>& presets) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const auto& preset : presets) {
        auto parameters = toJson(preset.parameters);
        parameters.erase("seed");
        list.push_back({{"name", preset.name}, {"parameters", parameters}});
    }
    const nlohmann::ordered_json all{{"format", kFormat}, {"version", kVersion}, {"presets", list}};
    return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<std::vector<SamplingPreset>> presetsFromText(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("format", Json()) != kFormat)
        return badFile("this is no file of presets: \"format\":\"tiebreak-presets\" is missing");
    const auto version = json.value("version", Json());
    if (!version.is_number_integer() || version.get<int>() < 1)
        return badFile("'version' is missing. Use 1");
    if (version.get<int>() > kVersion)
        return Error{ErrorCode::TooNew, "the presets are of version " +
                                            std::to_string(version.get<int>()) +
                                            ", this window reads " + std::to_string(kVersion)};
    const auto list = json.value("presets", Json());
    if (!list.is_array())
        return badFile("'presets' is missing. Give it a list");
    std::vector<SamplingPreset> out;
    for (const auto& item : list) {
        TB_ASSIGN(auto preset, presetFrom(item, out.size() + 1));
        out.push_back(std::move(preset));
    }
    return out;
}

bool isSamePreset(const SamplingParameters& a, const SamplingParameters& b) {
    SamplingParameters same = a;
    same.seed = b.seed;
    return same == b;
}

SamplingParameters randomPreset(std::uint64_t seed) {
    RandomStream draw(seed);
    SamplingParameters out;
    out.temperature = rounded(0.3 + 1.4 * draw.uniform(), 0.05);
    // One of the cut-offs, not all of them: together they would leave a single token.
    switch (draw.below(5)) {
    case 0:
        out.topK = 10 + std::int64_t(draw.below(90));
        break;
    case 1:
        out.topP = rounded(0.7 + 0.28 * draw.uniform(), 0.01);
        break;
    case 2:
        out.minP = rounded(0.01 + 0.19 * draw.uniform(), 0.01);
        break;
    case 3:
        out.typicalP = rounded(0.6 + 0.38 * draw.uniform(), 0.01);
        break;
    default:
        out.topNSigma = rounded(0.5 + 2 * draw.uniform(), 0.05);
    }
    if (draw.uniform() < 0.5)
        out.repetitionPenalty = rounded(1.01 + 0.19 * draw.uniform(), 0.01);
    if (draw.uniform() < 0.25)
        out.dry.multiplier = rounded(0.4 + 0.8 * draw.uniform(), 0.05);
    if (draw.uniform() < 0.25)
        out.xtc.probability = rounded(0.1 + 0.5 * draw.uniform(), 0.05);
    return out;
}

} // namespace tiebreak
