// Characters that are not seen, or that make text look like other text, as marks that are:
// "⟨U+202E⟩" for a control, bidi, zero-width or private character. Model output is hostile; what
// stands on the screen must be what stands in the data. Pure functions, any thread.
#pragma once

#include <QString>

#include <vector>

namespace tiebreak {

/// A stretch of text, plain or standing for one invisible character.
struct MarkedText {
    QString text;
    bool isMark = false;
    bool operator==(const MarkedText&) const = default;
};

/// Line ends become '\n'; tabs stay. A joiner between two emoji and the variation selector after a
/// symbol stay, because there they are seen.
std::vector<MarkedText> visibleText(const QString& text);

/// '\n' for every kind of line end.
QString withPlainLineEnds(QString text);

/// The same in one string, for a place that shows no formats.
QString withVisibleMarks(const QString& text);

} // namespace tiebreak
