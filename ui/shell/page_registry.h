// The pages of the window in the rail's order. A page is added by its own files and one line in
// page_registry.cpp. Free function, the window's thread.
#pragma once

#include "ui/services/services.h"
#include "ui/widgets/page.h"

#include <functional>
#include <vector>

namespace tiebreak {

struct PageEntry {
    QString id;
    QString icon;
    std::function<QString()>
        title; ///< known before the page is made: pages are made after the first paint
    std::function<Page*(Theme&, const Services&)> make;
};

const std::vector<PageEntry>& pageEntries();

} // namespace tiebreak
