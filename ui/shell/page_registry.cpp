#include "ui/shell/page_registry.h"

#include "ui/label/label_page.h"
#include "ui/playground/playground_page.h"

#include <QCoreApplication>

namespace tiebreak {

namespace {

std::function<QString()> named(const char* title) {
    return [title] { return QCoreApplication::translate("Pages", title); };
}

} // namespace

const std::vector<PageEntry>& pageEntries() {
    static const std::vector<PageEntry> entries{
        {"playground", "playground", named(QT_TRANSLATE_NOOP("Pages", "Playground")),
         [](Theme& theme, const Services& services) {
             return new PlaygroundPage(theme, services);
         }},
        {"label", "label", named(QT_TRANSLATE_NOOP("Pages", "Label")),
         [](Theme& theme, const Services& services) {
             return new LabelPage(theme, *services.store, *services.settings);
         }},
    };
    return entries;
}

} // namespace tiebreak
