// Packs in the side panel: hand pairs out to be judged elsewhere, hand judgements back, take either
// in. Asks for the file, does it on the store's thread, says what came of it. The theme must
// outlive it, the store and the banners too. The window's thread.
#pragma once

#include "ui/widgets/action.h"

#include <QWidget>

#include <filesystem>

class QCheckBox;

namespace tiebreak {

class BannerStack;
class StoreService;
class TextLabel;
class Theme;

struct PackActions {
    Action* handOut = nullptr;
    Action* handBack = nullptr;
    Action* takeIn = nullptr;
};

class PackSection : public QWidget {
    Q_OBJECT

public:
    PackSection(Theme& theme, const PackActions& actions, StoreService& store, BannerStack& banners,
                QWidget* parent = nullptr);

    void handOut(const std::filesystem::path& file);
    void handBack(const std::filesystem::path& file);
    void takeIn(const std::filesystem::path& file);
    void retranslate();

private:
    void chooseAndWrite(const QString& title,
                        void (PackSection::*write)(const std::filesystem::path&));

    StoreService& m_store;
    BannerStack& m_banners;
    TextLabel* m_title;
    QCheckBox* m_names;
};

} // namespace tiebreak
