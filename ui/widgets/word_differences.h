// Which words of two texts the other one does not have in its place: the longest common sequence of
// words, all else differs. Pure function, any thread.
#pragma once

#include <QList>
#include <QString>

namespace tiebreak {

/// Characters [start, start + length) of a text.
struct TextRange {
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const TextRange&) const = default;
};

struct WordDifferences {
    QList<TextRange> onlyInFirst;
    QList<TextRange> onlyInSecond;
    int common = 0;        ///< words that both have
    bool isCoarse = false; ///< too long for the exact answer: all between the common ends differs
};

WordDifferences wordDifferences(const QString& first, const QString& second);

} // namespace tiebreak
