// A row of supervised fine-tuning as token ids. Plain values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tiebreak {

struct SftRow {
    std::vector<std::int64_t> ids;
    std::vector<bool> trained; ///< of each id: its log-probability is in the loss
    std::int64_t tokens() const { return static_cast<std::int64_t>(ids.size()); }
    /// Ids that have a loss: the first one has nothing before it to be predicted from.
    std::int64_t labels() const {
        return trained.empty() ? 0 : std::count(trained.begin() + 1, trained.end(), true);
    }
};

} // namespace tiebreak
