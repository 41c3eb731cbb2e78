// Which words of two texts differ: the longest common sequence of words stays, the rest is told for
// each side as stretches of characters. Pure function, any thread.
#pragma once

#include <QString>

#include <vector>

namespace tiebreak {

struct TextStretch {
    int start = 0; ///< UTF-16 units
    int length = 0;
    bool operator==(const TextStretch&) const = default;
};

struct TextDifference {
    std::vector<TextStretch> first;  ///< only in the first text
    std::vector<TextStretch> second; ///< only in the second
    int common = 0;                  ///< words
};

/// Texts of more than 4 000 words are compared by their first 4 000.
TextDifference textDifference(const QString& first, const QString& second);

} // namespace tiebreak
