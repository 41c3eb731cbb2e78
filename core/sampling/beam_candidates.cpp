#include "sampling/beam_candidates.h"

#include "sampling/logits_processor.h"
#include "sampling/row_math.h"

#include <algorithm>

namespace tiebreak {

namespace {

bool isBetter(const BeamCandidate& a, const BeamCandidate& b) {
    if (a.sum != b.sum)
        return a.sum > b.sum;
    return a.beam != b.beam ? a.beam < b.beam : a.id < b.id;
}

} // namespace

void addCandidates(std::span<const float> scores, std::size_t beam, float sum, std::size_t count,
                   std::vector<BeamCandidate>& candidates) {
    thread_local std::vector<std::int32_t> ids;
    ids.clear();
    const float least = count < scores.size() ? kthLargest(scores, count)
                                              : *std::min_element(scores.begin(), scores.end());
    indicesFrom(scores, least, ids);
    for (const std::int32_t id : ids) {
        const float score = scores[static_cast<std::size_t>(id)];
        if (score > kForbidden)
            candidates.push_back({beam, id, sum + score});
    }
}

void keepBest(std::vector<BeamCandidate>& candidates, std::size_t count) {
    count = std::min(count, candidates.size());
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(count),
                      candidates.end(), isBetter);
    candidates.resize(count);
}

} // namespace tiebreak
