// What can be counted about a response: words, how varied they are, how much is said again. Pure
// functions over words as they are divided at blanks; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

struct ResponseStatistics {
    int characters = 0; ///< code points
    int words = 0;
    /// Share of different words among the words, and of different pairs among the pairs
    /// (distinct-1 and distinct-2: Li et al., NAACL 2016). 0 for a text too short to have any.
    double distinct1 = 0;
    double distinct2 = 0;
    /// Share of four-word sequences that stood there before: 1 − different / all.
    double repetition = 0;
};

/// Words in small letters, ASCII punctuation at their ends dropped.
std::vector<std::string> wordsOf(std::string_view text);

ResponseStatistics responseStatistics(std::string_view text);

} // namespace tiebreak
