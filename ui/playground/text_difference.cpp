#include "ui/playground/text_difference.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr int kMostWords = 4000;

struct Word {
    int start;
    int length;
    QStringView text;
};

std::vector<Word> wordsIn(const QString& text) {
    std::vector<Word> out;
    for (int at = 0; at < text.size() && int(out.size()) < kMostWords;) {
        while (at < text.size() && text[at].isSpace())
            ++at;
        const int start = at;
        while (at < text.size() && !text[at].isSpace())
            ++at;
        if (at > start)
            out.push_back({start, at - start, QStringView(text).mid(start, at - start)});
    }
    return out;
}

/// lengths[i][j]: of the longest common sequence of the words from i and from j on.
std::vector<std::vector<short>> commonLengths(const std::vector<Word>& a,
                                              const std::vector<Word>& b) {
    std::vector<std::vector<short>> out(a.size() + 1, std::vector<short>(b.size() + 1, 0));
    for (size_t i = a.size(); i-- > 0;)
        for (size_t j = b.size(); j-- > 0;)
            out[i][j] = a[i].text == b[j].text ? short(out[i + 1][j + 1] + 1)
                                               : std::max(out[i + 1][j], out[i][j + 1]);
    return out;
}

/// Neighbouring words are one stretch.
void add(std::vector<TextStretch>& stretches, const Word& word, bool joins) {
    if (joins && !stretches.empty())
        stretches.back().length = word.start + word.length - stretches.back().start;
    else
        stretches.push_back({word.start, word.length});
}

} // namespace

TextDifference textDifference(const QString& first, const QString& second) {
    const auto a = wordsIn(first), b = wordsIn(second);
    const auto lengths = commonLengths(a, b);
    TextDifference out;
    out.common = lengths[0][0];
    bool joinsA = false, joinsB = false;
    size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i].text == b[j].text) {
            ++i, ++j;
            joinsA = joinsB = false;
        } else if (j >= b.size() || (i < a.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
            add(out.first, a[i++], joinsA);
            joinsA = true;
        } else {
            add(out.second, b[j++], joinsB);
            joinsB = true;
        }
    }
    return out;
}

} // namespace tiebreak
