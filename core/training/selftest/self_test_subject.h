// What a trainer offers to be tested with before its first step. Points into the trainer; used and
// dropped at once, on the trainer's thread.
#pragma once

#include "training/data/preference_row.h"
#include "training/run/reference_model.h"

#include <functional>
#include <vector>

namespace tiebreak {

struct SelfTestSubject {
    Decoder* policy = nullptr;                 ///< nullptr: nothing is tested
    const ReferenceModel* reference = nullptr; ///< nullptr: the method has none
    bool referenceIsStart = false;             ///< KL to it is 0 before the first step
    std::vector<PreferenceRow> rows;           ///< a few of the run's own, cut short
    /// The loss of these rows and what the objective says it is before the first step; empty where
    /// that depends on the data.
    std::function<double()> firstLoss;
    double expectedFirstLoss = 0;
};

/// A text without completion, such as a prompt, taken apart in its middle.
PreferenceRow halved(const std::vector<std::int64_t>& ids);

/// Some short rows out of `all`: a few whole ones, or the ends of their prompts with the beginnings
/// of their completions.
std::vector<PreferenceRow> selfTestRows(const std::vector<PreferenceRow>& all);

} // namespace tiebreak
