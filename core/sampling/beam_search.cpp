#include "sampling/beam_search.h"

#include <algorithm>

namespace tiebreak {

BeamSearch::BeamSearch(std::shared_ptr<const BeamRules> rules, std::span<const TokenId> prompt,
                       std::int64_t vocabulary)
    : m_rules(std::move(rules))
    , m_width(m_rules->parameters.beam.width) {
    for (std::int64_t group = 0; group < m_rules->parameters.beam.groups; ++group)
        m_groups.emplace_back(m_rules, prompt, vocabulary, 0);
}

Status BeamSearch::stepGroups(std::span<const float> logits) {
    std::vector<TokenId> taken; // by earlier groups at this step
    for (BeamGroup& group : m_groups) {
        if (group.done())
            continue;
        TB_TRY(group.step(logits, taken));
        taken.insert(taken.end(), group.lastTokens().begin(), group.lastTokens().end());
    }
    return {};
}

Status BeamSearch::begin(std::span<const float> logits) {
    TB_TRY(stepGroups(logits));
    std::int64_t row = 0; // every row holds the prompt, so none must be copied
    for (BeamGroup& group : m_groups)
        for (Beam& beam : group.running())
            beam.row = row++;
    return {};
}

Result<std::vector<RowCopy>> BeamSearch::step(std::span<const float> logits) {
    TB_TRY(stepGroups(logits));
    return settleRows();
}

std::vector<RowCopy> BeamSearch::settleRows() {
    std::vector<bool> used(static_cast<std::size_t>(m_width), false);
    std::vector<Beam*> homeless; // the first child of a beam keeps its row, the others move
    for (BeamGroup& group : m_groups) {
        if (group.done())
            continue;
        for (Beam& beam : group.running()) {
            if (used[static_cast<std::size_t>(beam.row)])
                homeless.push_back(&beam);
            used[static_cast<std::size_t>(beam.row)] = true;
        }
    }
    std::vector<RowCopy> copies;
    std::int64_t free = 0;
    for (Beam* beam : homeless) {
        while (used[static_cast<std::size_t>(free)])
            ++free;
        copies.push_back({beam->row, free});
        beam->row = free;
        used[static_cast<std::size_t>(free)] = true;
    }
    return copies;
}

void BeamSearch::writeTokens(std::span<std::int64_t> ids) const {
    std::fill(ids.begin(), ids.end(), 0);
    for (const BeamGroup& group : m_groups)
        if (!group.done())
            for (const Beam& beam : group.running())
                ids[static_cast<std::size_t>(beam.row)] = beam.history.tokens().back();
}

bool BeamSearch::done() const {
    return std::all_of(m_groups.begin(), m_groups.end(),
                       [](const BeamGroup& group) { return group.done(); });
}

void BeamSearch::cancel() {
    for (BeamGroup& group : m_groups)
        if (!group.done())
            group.cancel();
}

std::vector<FinishedBeam> BeamSearch::best() const {
    std::vector<FinishedBeam> all;
    for (const BeamGroup& group : m_groups)
        all.insert(all.end(), group.finished().begin(), group.finished().end());
    std::stable_sort(all.begin(), all.end(), [](const FinishedBeam& a, const FinishedBeam& b) {
        return a.score > b.score;
    });
    all.resize(std::min(all.size(), static_cast<std::size_t>(m_rules->parameters.beam.best)));
    return all;
}

} // namespace tiebreak
