#include "metrics/minmax_decimation.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace tiebreak {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
/// Below this many points a column thinning saves nothing.
constexpr std::size_t kDensePoints = 4;

/// The points of one pixel column that must stay.
class Column {
public:
    void add(std::size_t index, double y) {
        m_last = index;
        if (m_first == kNone)
            m_first = index;
        if (!std::isfinite(y)) {
            m_broken = m_broken == kNone ? index : m_broken;
            return;
        }
        if (m_low == kNone || y < m_lowValue) {
            m_low = index;
            m_lowValue = y;
        }
        if (m_high == kNone || y > m_highValue) {
            m_high = index;
            m_highValue = y;
        }
    }

    void writeTo(DecimatedLine& line, std::span<const double> x, std::span<const double> y) {
        std::array kept{m_first, m_low, m_high, m_broken, m_last};
        std::sort(kept.begin(), kept.end());
        std::size_t previous = kNone;
        for (const std::size_t index : kept) {
            if (index == kNone || index == previous)
                continue;
            line.x.push_back(x[index]);
            line.y.push_back(y[index]);
            previous = index;
        }
        *this = {};
    }

private:
    std::size_t m_first = kNone, m_last = kNone, m_low = kNone, m_high = kNone, m_broken = kNone;
    double m_lowValue = 0, m_highValue = 0;
};

} // namespace

DecimatedLine decimateMinMax(std::span<const double> x, std::span<const double> y, double from,
                             double to, std::size_t columns) {
    assert(x.size() == y.size());
    const auto lower = std::lower_bound(x.begin(), x.end(), from);
    const auto upper = std::upper_bound(lower, x.end(), to);
    const auto begin = static_cast<std::size_t>(lower - x.begin()) - (lower == x.begin() ? 0 : 1);
    const auto end = static_cast<std::size_t>(upper - x.begin()) + (upper == x.end() ? 0 : 1);
    DecimatedLine line;
    if (columns == 0 || !(to > from) || end - begin <= columns * kDensePoints) {
        line.x.assign(x.begin() + begin, x.begin() + end);
        line.y.assign(y.begin() + begin, y.begin() + end);
        return line;
    }
    const double scale = static_cast<double>(columns) / (to - from);
    const double lastColumn = static_cast<double>(columns);
    Column column;
    double current = -1;
    for (std::size_t i = begin; i < end; ++i) {
        // Columns -1 and `columns` hold the neighbours beyond the ends.
        const double here = std::clamp(std::floor((x[i] - from) * scale), -1.0, lastColumn);
        if (i != begin && here != current)
            column.writeTo(line, x, y);
        current = here;
        column.add(i, y[i]);
    }
    column.writeTo(line, x, y);
    return line;
}

} // namespace tiebreak
