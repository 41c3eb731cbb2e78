// Divides rows into those to train on and those held out. Whole queries go to one side, so that no
// query is learned and measured at once. Pure function, any thread.
#pragma once

#include <string>

namespace tiebreak {

struct DividedRows {
    std::string learned, heldOut; ///< JSON lines, in their order
};

/// `share` of the different queries, at least one and never all; the same rows always divide the
/// same. A line that is no JSON object stays with the learned ones, where it is told of. Nothing is
/// held out of rows with one query.
DividedRows divideRows(const std::string& lines, double share);

} // namespace tiebreak
