#include "sampling/batch_member.h"

#include <algorithm>

namespace tiebreak {

bool BatchMember::ready() const {
    return std::all_of(m_prompts.begin(), m_prompts.end(),
                       [](const auto& prompt) { return prompt->ready(); });
}

Status BatchMember::begin(KvCache& cache, StepEvents& events) {
    TB_TRY(takeFirst(events));
    if (!finished())
        join(cache);
    m_prompts.clear(); // their memory goes with the last that waits for them
    return {};
}

} // namespace tiebreak
