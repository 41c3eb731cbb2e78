#include "ui/playground/preset_shelf.h"

#include "ui/services/store_service.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr const char* kSetting = "sampling_presets";

SamplingParameters careful() {
    SamplingParameters p;
    p.temperature = 0.3;
    p.topP = 0.9;
    p.repetitionPenalty = 1.05;
    return p;
}

SamplingParameters exploratory() {
    SamplingParameters p;
    p.temperature = 0.7;
    p.topP = 0.95;
    p.repetitionPenalty = 1.05;
    return p;
}

SamplingParameters wild() {
    SamplingParameters p;
    p.temperature = 1.3;
    p.minP = 0.05;
    return p;
}

} // namespace

PresetShelf::PresetShelf(StoreService& store, QObject* parent)
    : QObject(parent)
    , m_store(store) {
    load();
}

std::vector<PresetShelf::Entry> PresetShelf::entries() const {
    std::vector<Entry> out{{tr("Neutral"), {}, true},
                           {tr("Careful"), careful(), true},
                           {tr("Exploratory"), exploratory(), true},
                           {tr("Wild"), wild(), true}};
    for (const auto& preset : m_own)
        out.push_back({QString::fromStdString(preset.name), preset.parameters, false});
    return out;
}

int PresetShelf::indexOf(const SamplingParameters& parameters) const {
    const auto all = entries();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Entry& entry) {
        return isSamePreset(entry.parameters, parameters);
    });
    return found == all.end() ? -1 : int(found - all.begin());
}

void PresetShelf::put(const SamplingPreset& preset) {
    const auto same = std::find_if(m_own.begin(), m_own.end(),
                                   [&](const auto& one) { return one.name == preset.name; });
    if (same == m_own.end())
        m_own.push_back(preset);
    else
        *same = preset;
}

void PresetShelf::save(const QString& name, const SamplingParameters& parameters) {
    put({name.toStdString(), parameters});
    store();
}

void PresetShelf::add(const std::vector<SamplingPreset>& presets) {
    for (const auto& preset : presets)
        put(preset);
    store();
}

void PresetShelf::remove(const QString& name) {
    std::erase_if(m_own, [&](const auto& preset) { return preset.name == name.toStdString(); });
    store();
}

void PresetShelf::load() {
    m_store.submit([](Store& store) { return store.setting(kSetting); })
        .then(this, [this](const Result<std::string>& text) {
            if (!text || text->empty())
                return; // a workspace that does not open says so elsewhere
            auto presets = presetsFromText(*text);
            if (!presets) {
                Q_EMIT failed(presets.error());
                return;
            }
            m_own = std::move(*presets);
            Q_EMIT changed();
        });
}

void PresetShelf::store() {
    Q_EMIT changed();
    m_store
        .submit(
            [text = presetsText(m_own)](Store& store) { return store.setSetting(kSetting, text); })
        .then(this, [this](const Status& status) {
            if (!status)
                Q_EMIT failed(status.error());
        });
}

} // namespace tiebreak
