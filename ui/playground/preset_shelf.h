// The presets a person can choose: four that are built in and their own, which are kept in the
// workspace's settings. The window's thread; the store outlives it.
#pragma once

#include "ui/playground/preset_file.h"

#include <QObject>

namespace tiebreak {

class StoreService;

class PresetShelf : public QObject {
    Q_OBJECT

public:
    explicit PresetShelf(StoreService& store, QObject* parent = nullptr);

    struct Entry {
        QString name;
        SamplingParameters parameters;
        bool builtIn = false;
    };
    /// Built in ones first; names in today's language.
    std::vector<Entry> entries() const;
    /// The entry that says the same, or −1.
    int indexOf(const SamplingParameters& parameters) const;
    /// Under that name, instead of what was there.
    void save(const QString& name, const SamplingParameters& parameters);
    void remove(const QString& name);
    const std::vector<SamplingPreset>& own() const { return m_own; }
    /// Adds them to one's own.
    void add(const std::vector<SamplingPreset>& presets);

Q_SIGNALS:
    void changed();
    void failed(const tiebreak::Error& error);

private:
    void load();
    void store();
    void put(const SamplingPreset& preset);

    StoreService& m_store;
    std::vector<SamplingPreset> m_own;
};

} // namespace tiebreak
