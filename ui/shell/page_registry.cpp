#include "ui/shell/page_registry.h"

namespace tiebreak {

const std::vector<PageEntry>& pageEntries() {
    static const std::vector<PageEntry> entries{};
    return entries;
}

} // namespace tiebreak
