#include "sampling/interventions.h"

#include <algorithm>
#include <optional>

namespace tiebreak {

namespace {

/// The word's token that comes next, where the response has reached the word and followed it so
/// far.
std::optional<TokenId> nextToken(const TokenIntervention& word, const TokenHistory& history) {
    const std::int64_t inside = history.newTokens() - word.position;
    if (inside < 0 || inside >= static_cast<std::int64_t>(word.ids.size()))
        return std::nullopt;
    const auto begun = history.tokens().last(static_cast<std::size_t>(inside));
    if (!std::equal(begun.begin(), begun.end(), word.ids.begin()))
        return std::nullopt;
    return word.ids[static_cast<std::size_t>(inside)];
}

bool isForce(const TokenIntervention& intervention) {
    return intervention.kind == InterventionKind::Force;
}

} // namespace

Interventions::Interventions(std::vector<TokenIntervention> interventions)
    : m_interventions(std::move(interventions)) {
    std::erase_if(m_interventions, isForce);
}

void Interventions::apply(std::span<float> scores, const TokenHistory& history) const {
    for (const TokenIntervention& word : m_interventions) {
        const auto id = nextToken(word, history);
        if (!id)
            continue;
        float& score = scores[static_cast<std::size_t>(*id)];
        // A word of several tokens is banned by its last: what only begins like it may stay.
        const bool last =
            history.newTokens() - word.position + 1 == static_cast<std::int64_t>(word.ids.size());
        if (word.kind == InterventionKind::Boost)
            score += static_cast<float>(word.bias);
        else if (last)
            score = kForbidden;
    }
}

ForcedWords::ForcedWords(std::vector<TokenIntervention> interventions)
    : m_interventions(std::move(interventions)) {
    std::erase_if(m_interventions, [](const auto& i) { return !isForce(i); });
}

void ForcedWords::apply(std::span<float> scores, const TokenHistory& history) const {
    std::optional<TokenId> forced;
    for (const TokenIntervention& word : m_interventions)
        if (const auto id = nextToken(word, history))
            forced = id;
    if (!forced)
        return;
    std::fill(scores.begin(), scores.end(), kForbidden);
    scores[static_cast<std::size_t>(*forced)] = 0;
}

} // namespace tiebreak
