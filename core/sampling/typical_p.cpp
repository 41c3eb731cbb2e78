#include "sampling/typical_p.h"

#include "sampling/mass_cut.h"
#include "sampling/row_math.h"
#include "sampling/row_statistics.h"

#include <cmath>

namespace tiebreak {

namespace {

float distanceFrom(float centre, float score) {
    return centre > score ? centre - score : score - centre;
}

/// Scores within `reach` of the centre, the nearest first.
void gather(std::span<const float> row, float top, float centre, float reach, MassCut& cut) {
    cut.clear();
    thread_local std::vector<std::int32_t> above;
    thread_local std::vector<float> scores;
    above.clear();
    scores.clear();
    indicesFrom(row, centre - reach, above);
    for (const std::int32_t id : above) {
        const float score = row[static_cast<std::size_t>(id)];
        if (score > centre + reach)
            continue;
        cut.ids.push_back(id);
        cut.keys.push_back(distanceFrom(centre, score));
        scores.push_back(score);
    }
    cut.shares.resize(scores.size());
    exponentials(scores, top, cut.shares.data());
}

} // namespace

TypicalP::TypicalP(double p)
    : m_p(p) {}

void TypicalP::apply(std::span<float> scores, const TokenHistory&) const {
    thread_local MassCut cut;
    const float top = maximum(scores);
    if (top == kForbidden)
        return;
    const Spread spread = spreadOf(scores, top);
    // |-ln p - H| is the distance of a score from ln Σ exp - H.
    const auto centre = static_cast<float>(spread.logSum - spread.entropy);
    const double wanted = m_p * std::exp(spread.logSum - double(top));
    for (const float reach : {3.0F, 12.0F, 88.0F}) {
        gather(scores, top, centre, reach, cut);
        if (const auto last = cut.find(wanted, reach))
            return forbidOutside(scores, centre, cut.keys[*last]);
    }
}

} // namespace tiebreak
