// What the people of one workspace agreed on for judging, kept in the workspace itself: guidelines,
// rubric, the order of the queue. Format 1: a JSON object in the setting "labelling". Free
// functions on the store's thread.
#pragma once

#include "store/store.h"

namespace tiebreak {

enum class QueueOrder { InOrder, Random, LeastCertain, MostDisagreed };

struct LabelSetup {
    std::string guidelines;              ///< Markdown; empty: those that come with the program
    std::vector<std::string> dimensions; ///< of the rubric; empty: those that come with the program
    QueueOrder order = QueueOrder::InOrder;
    std::string tag;            ///< only queries with it; empty: all
    bool repeats = true;        ///< one pair in twenty comes once more
    bool generates = false;     ///< pairs are made while one judges
    int overlap = 1;            ///< annotators a pair; the store's own setting
    std::vector<TagCount> tags; ///< all there are; not written
    bool operator==(const LabelSetup& other) const;
};

Result<LabelSetup> readLabelSetup(Store& store);
/// TooNew, and nothing is written, where a newer version wrote it.
Status writeLabelSetup(Store& store, const LabelSetup& setup);

} // namespace tiebreak
