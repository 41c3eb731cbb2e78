// How far a person agrees with themselves: pairs that came once more, sides changed over, and were
// judged the same way or not. Pure function, any thread.
#pragma once

#include "stats/intervals.h"
#include "store/records.h"

#include <vector>

namespace tiebreak {

struct Consistency {
    int repeats = 0;
    int same = 0;      ///< the same one was better, or both times a tie
    Interval interval; ///< of same / repeats, 95 %
    int newest = 0;    ///< of the repeats, at most kNewestRepeats
    int newestSame = 0;
    /// The newest are so much worse than those before that chance does not explain it.
    bool isDrifting = false;
};

inline constexpr int kNewestRepeats = 20;

/// `repeats`: newest first.
Consistency consistencyOf(const std::vector<RepeatRecord>& repeats);

} // namespace tiebreak
