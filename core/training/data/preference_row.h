// A preference pair as token ids: the shared prompt, then two completions. Plain values.
#pragma once

#include <cstdint>
#include <vector>

namespace tiebreak {

struct PreferenceRow {
    std::vector<std::int64_t> prompt;   ///< ids both sides share and nobody is trained on
    std::vector<std::int64_t> chosen;   ///< ids of the better completion
    std::vector<std::int64_t> rejected; ///< ids of the other one
    std::int64_t tokens() const {
        return static_cast<std::int64_t>(2 * prompt.size() + chosen.size() + rejected.size());
    }
};

} // namespace tiebreak
