#include "files/shown_name.h"

namespace tiebreak {

std::string shownName(std::string_view name) {
    constexpr std::size_t kMost = 120;
    const bool cut = name.size() > kMost;
    if (cut) {
        std::size_t end = kMost;
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)
            --end;
        name = name.substr(0, end);
    }
    std::string shown = "'";
    for (const char c : name)
        shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    return shown + (cut ? "…'" : "'");
}

} // namespace tiebreak
