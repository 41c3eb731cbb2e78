#include "ui/label/label_setup.h"

#include <algorithm>
#include <iterator>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr const char* kSetting = "labelling";
constexpr int kFormat = 1;
constexpr const char* kOrders[] = {"in_order", "random", "least_certain", "most_disagreed"};

std::string textOf(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flagOf(const json& object, const char* key, bool otherwise) {
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

QueueOrder orderFrom(const std::string& name) {
    const auto found = std::find(std::begin(kOrders), std::end(kOrders), name);
    return found == std::end(kOrders) ? QueueOrder::InOrder
                                      : static_cast<QueueOrder>(found - std::begin(kOrders));
}

bool isNewer(const json& object) {
    const auto format = object.find("format");
    return format != object.end() && format->is_number_integer() && *format > kFormat;
}

Result<json> stored(Store& store) {
    TB_ASSIGN(const auto text, store.setting(kSetting));
    auto object = json::parse(text, nullptr, false);
    return object.is_object() ? object : json::object();
}

} // namespace

bool LabelSetup::operator==(const LabelSetup& other) const {
    return guidelines == other.guidelines && dimensions == other.dimensions &&
           order == other.order && tag == other.tag && repeats == other.repeats &&
           generates == other.generates && overlap == other.overlap;
}

Result<LabelSetup> readLabelSetup(Store& store) {
    LabelSetup setup;
    TB_ASSIGN(setup.overlap, store.overlap());
    TB_ASSIGN(setup.tags, store.promptTags());
    TB_ASSIGN(const auto object, stored(store));
    if (isNewer(object))
        return setup;
    setup.guidelines = textOf(object, "guidelines");
    setup.order = orderFrom(textOf(object, "order"));
    setup.tag = textOf(object, "tag");
    if (const auto list = object.find("dimensions"); list != object.end() && list->is_array())
        for (const auto& name : *list)
            if (name.is_string())
                setup.dimensions.push_back(name.get<std::string>());
    setup.repeats = flagOf(object, "repeats", setup.repeats);
    setup.generates = flagOf(object, "generates", setup.generates);
    return setup;
}

Status writeLabelSetup(Store& store, const LabelSetup& setup) {
    TB_ASSIGN(const auto before, stored(store));
    if (isNewer(before))
        return Error{ErrorCode::TooNew, "a newer version wrote the guidelines and the queue. Use "
                                        "that version to change them"};
    TB_ASSIGN(const int overlap, store.overlap());
    if (overlap != setup.overlap)
        TB_TRY(store.setOverlap(setup.overlap));
    const json object{{"format", kFormat},
                      {"guidelines", setup.guidelines},
                      {"dimensions", setup.dimensions},
                      {"order", kOrders[static_cast<std::size_t>(setup.order)]},
                      {"tag", setup.tag},
                      {"repeats", setup.repeats},
                      {"generates", setup.generates}};
    return store.setSetting(kSetting, object.dump(-1, ' ', false, json::error_handler_t::replace));
}

} // namespace tiebreak
