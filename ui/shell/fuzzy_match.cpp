#include "ui/shell/fuzzy_match.h"

namespace tiebreak {

std::optional<int> fuzzyScore(const QString& pattern, const QString& text) {
    int score = 0;
    qsizetype at = 0;
    bool inRun = false;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace()) {
            inRun = false;
            continue;
        }
        const auto found = text.indexOf(wanted, at, Qt::CaseInsensitive);
        if (found < 0)
            return std::nullopt;
        const bool startsWord = found == 0 || !text[found - 1].isLetterOrNumber();
        score += 1 + (startsWord ? 8 : 0) + (inRun && found == at ? 5 : 0) -
                 int(qMin<qsizetype>(found - at, 4));
        at = found + 1;
        inRun = true;
    }
    // Of two texts that fit alike the shorter one is meant.
    return pattern.isEmpty() ? 0 : score * 16 - int(qMin<qsizetype>(text.size(), 60)) / 4;
}

} // namespace tiebreak
