#include "sampling/top_p.h"

#include "sampling/mass_cut.h"
#include "sampling/row_math.h"

#include <algorithm>

namespace tiebreak {

namespace {

/// Scores within `reach` of the top, the highest first.
void gather(std::span<const float> row, float top, float reach, MassCut& cut) {
    cut.clear();
    indicesFrom(row, top - reach, cut.ids);
    thread_local std::vector<float> scores;
    scores.clear();
    for (const std::int32_t id : cut.ids)
        scores.push_back(row[static_cast<std::size_t>(id)]);
    cut.shares.resize(scores.size());
    exponentials(scores, top, cut.shares.data());
    for (const float score : scores)
        cut.keys.push_back(top - score);
}

/// Everything behind `last` in the order (higher score, smaller id).
void forbidBehind(std::span<float> scores, std::int32_t last) {
    const float least = scores[static_cast<std::size_t>(last)];
    for (std::size_t id = static_cast<std::size_t>(last) + 1; id < scores.size(); ++id)
        if (scores[id] == least)
            scores[id] = kForbidden;
    forbidBelow(scores, least);
}

} // namespace

TopP::TopP(double p)
    : m_p(p) {}

void TopP::apply(std::span<float> scores, const TokenHistory&) const {
    thread_local MassCut cut;
    const float top = maximum(scores);
    const double wanted = m_p * sumOfExponentials(scores, top);
    // Nearly always the tokens within a factor e^6 or e^12 of the most probable one hold the mass.
    for (const float reach : {6.0F, 12.0F, 24.0F, 88.0F}) {
        gather(scores, top, reach, cut);
        if (const auto last = cut.find(wanted, reach))
            return forbidBehind(scores, cut.ids[*last]);
    }
}

} // namespace tiebreak
