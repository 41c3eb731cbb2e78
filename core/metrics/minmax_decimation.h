// Thins a line to what a plot of a given width can show: first, lowest, highest and last point of
// every pixel column, so that no spike is lost, and every non-finite stretch stays visible. Pure
// function, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tiebreak {

/// A thinned line: at most five points a column, in the order of x.
struct DecimatedLine {
    std::vector<double> x;
    std::vector<double> y;
};

/// Points with x inside [from, to] for a plot `columns` pixels wide, and one neighbour beyond each
/// end so that the line runs to the edge. `x` ascends; both spans have one length. A column that
/// holds non-finite values keeps the first of them. Few points come back unchanged.
DecimatedLine decimateMinMax(std::span<const double> x, std::span<const double> y, double from,
                             double to, std::size_t columns);

} // namespace tiebreak
