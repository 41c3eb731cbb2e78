#include "ui/widgets/word_differences.h"

#include <algorithm>
#include <vector>

namespace tiebreak {

namespace {

/// The table of the exact answer has this many cells at most: about 20 ms and 18 MB.
constexpr std::size_t kMostCells = 9'000'000;

struct Words {
    const QString& text;
    std::vector<TextRange> all;

    explicit Words(const QString& source)
        : text(source) {
        qsizetype start = 0;
        while (start < text.size()) {
            if (text[start].isSpace()) {
                ++start;
                continue;
            }
            qsizetype end = start;
            while (end < text.size() && !text[end].isSpace())
                ++end;
            all.push_back({start, end - start});
            start = end;
        }
    }
    QStringView at(std::size_t index) const {
        return QStringView(text).mid(all[index].start, all[index].length);
    }
};

/// Words that stand side by side become one range.
void add(QList<TextRange>& ranges, const TextRange& word, bool follows) {
    if (follows && !ranges.isEmpty())
        ranges.last().length = word.start + word.length - ranges.last().start;
    else
        ranges << word;
}

/// Whether each word of [from, end) is kept in both texts.
struct Kept {
    std::vector<bool> first, second;
};

void keepLongest(const Words& a, const Words& b, std::size_t from, std::size_t endA,
                 std::size_t endB, Kept& kept) {
    const std::size_t n = endA - from, m = endB - from;
    std::vector<std::uint16_t> length((n + 1) * (m + 1), 0); // [i][j]: of the words from i, j on
    const auto cell = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
        return length[i * (m + 1) + j];
    };
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;)
            cell(i, j) = a.at(from + i) == b.at(from + j)
                             ? std::uint16_t(cell(i + 1, j + 1) + 1)
                             : std::max(cell(i + 1, j), cell(i, j + 1));
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        if (a.at(from + i) == b.at(from + j))
            kept.first[from + i++] = kept.second[from + j++] = true;
        else if (cell(i + 1, j) >= cell(i, j + 1))
            ++i;
        else
            ++j;
    }
}

QList<TextRange> rangesNotIn(const std::vector<bool>& kept, const Words& words) {
    QList<TextRange> ranges;
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (!kept[i])
            add(ranges, words.all[i], i > 0 && !kept[i - 1]);
    return ranges;
}

} // namespace

WordDifferences wordDifferences(const QString& first, const QString& second) {
    const Words a(first), b(second);
    Kept kept{std::vector<bool>(a.all.size()), std::vector<bool>(b.all.size())};
    std::size_t from = 0, endA = a.all.size(), endB = b.all.size();
    while (from < endA && from < endB && a.at(from) == b.at(from)) {
        kept.first[from] = kept.second[from] = true;
        ++from;
    }
    while (endA > from && endB > from && a.at(endA - 1) == b.at(endB - 1))
        kept.first[--endA] = kept.second[--endB] = true;
    WordDifferences out;
    out.isCoarse = (endA - from + 1) * (endB - from + 1) > kMostCells;
    if (!out.isCoarse)
        keepLongest(a, b, from, endA, endB, kept);
    out.common = int(std::count(kept.first.begin(), kept.first.end(), true));
    out.onlyInFirst = rangesNotIn(kept.first, a);
    out.onlyInSecond = rangesNotIn(kept.second, b);
    return out;
}

} // namespace tiebreak
