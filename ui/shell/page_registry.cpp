#include "ui/shell/page_registry.h"

#include "ui/label/label_page.h"
#include "ui/models/models_page.h"
#include "ui/playground/playground_page.h"
#include "ui/services/pair_generator.h"
#include "ui/services/settings_service.h"
#include "ui/train/train_page.h"

#include <QCoreApplication>

namespace tiebreak {

namespace {

std::function<QString()> named(const char* title) {
    return [title] { return QCoreApplication::translate("Pages", title); };
}

Page* makeModels(Theme& theme, const Services& services) {
    auto* page = new ModelsPage(theme, *services.catalogue);
    auto* settings = services.settings;
    QObject::connect(page, &ModelsPage::folderAdded, settings, [settings](const QString& folder) {
        settings->change([&](Settings& values) {
            if (!values.modelFolders.contains(folder))
                values.modelFolders << folder;
        });
    });
    return page;
}

} // namespace

const std::vector<PageEntry>& pageEntries() {
    static const std::vector<PageEntry> entries{
        {"playground", "playground", named(QT_TRANSLATE_NOOP("Pages", "Playground")),
         [](Theme& theme, const Services& services) -> Page* {
             return new PlaygroundPage(theme, services);
         }},
        {"label", "label", named(QT_TRANSLATE_NOOP("Pages", "Label")),
         [](Theme& theme, const Services& services) -> Page* {
             auto* page = new LabelPage(theme, *services.store, *services.settings);
             page->setGenerator(
                 new PairGenerator(*services.engine, *services.models, *services.store, page));
             return page;
         }},
        {"train", "train", named(QT_TRANSLATE_NOOP("Pages", "Train")),
         [](Theme& theme, const Services& services) -> Page* {
             return new TrainPage(theme, *services.store, *services.runs);
         }},
        {"models", "models", named(QT_TRANSLATE_NOOP("Pages", "Models")), makeModels},
    };
    return entries;
}

} // namespace tiebreak
