#include "sampling/top_p.h"

#include "sampling/row_math.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace tiebreak {

namespace {

/// The token that leaves last: everything behind it in the order (higher score, smaller id) is
/// removed.
struct Cut {
    float score;
    std::int32_t id;
};

/// Scores within `reach` of the top, with their shares of the mass, in bins from the top down.
struct Candidates {
    static constexpr std::size_t kBins = 1024;
    std::vector<std::int32_t> ids;
    std::vector<float> scores;
    std::vector<float> shares;
    std::vector<double> mass;
    float top = 0;
    float binsAScore = 0;

    void gather(std::span<const float> row, float highest, float reach) {
        ids.clear();
        scores.clear();
        indicesFrom(row, highest - reach, ids);
        for (const std::int32_t id : ids)
            scores.push_back(row[static_cast<std::size_t>(id)]);
        shares.resize(scores.size());
        exponentials(scores, highest, shares.data());
        top = highest;
        binsAScore = static_cast<float>(kBins - 1) / reach;
        mass.assign(kBins, 0);
        for (std::size_t i = 0; i < scores.size(); ++i)
            mass[binOf(scores[i])] += static_cast<double>(shares[i]);
    }
    std::size_t binOf(float score) const {
        return std::min(static_cast<std::size_t>((top - score) * binsAScore), kBins - 1);
    }
};

/// Within one bin, in order, the candidate whose share carries the mass to `wanted`.
Cut cutInBin(const Candidates& candidates, std::size_t bin, double before, double wanted) {
    thread_local std::vector<std::size_t> members;
    members.clear();
    for (std::size_t i = 0; i < candidates.ids.size(); ++i)
        if (candidates.binOf(candidates.scores[i]) == bin)
            members.push_back(i);
    const auto& scores =
        candidates.scores; // members ascend in id, and the sort keeps that among equals
    std::stable_sort(members.begin(), members.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::size_t last = members.front();
    for (const std::size_t member : members) {
        last = member;
        before += static_cast<double>(candidates.shares[member]);
        if (before >= wanted)
            break;
    }
    return {scores[last], candidates.ids[last]};
}

std::optional<Cut> findCut(const Candidates& candidates, double wanted) {
    double before = 0;
    for (std::size_t bin = 0; bin < Candidates::kBins; ++bin) {
        if (before + candidates.mass[bin] >= wanted && candidates.mass[bin] > 0)
            return cutInBin(candidates, bin, before, wanted);
        before += candidates.mass[bin];
    }
    return std::nullopt;
}

void forbidBehind(std::span<float> scores, Cut cut) {
    for (std::size_t id = static_cast<std::size_t>(cut.id) + 1; id < scores.size(); ++id)
        if (scores[id] == cut.score)
            scores[id] = kForbidden;
    forbidBelow(scores, cut.score);
}

} // namespace

TopP::TopP(double p)
    : m_p(p) {}

void TopP::apply(std::span<float> scores, const ProcessorContext&) const {
    thread_local Candidates candidates;
    const float top = maximum(scores);
    const double wanted = m_p * sumOfExponentials(scores, top);
    // Nearly always the tokens within a factor e^6 or e^12 of the most probable one hold the mass.
    for (const float reach : {6.0F, 12.0F, 24.0F, 88.0F}) {
        candidates.gather(scores, top, reach);
        if (const auto cut = findCut(candidates, wanted))
            return forbidBehind(scores, *cut);
    }
}

} // namespace tiebreak
