// Words that a person forces, bans or boosts at positions of a response. A word of several tokens
// is followed token by token: the second counts only where the first came. None is neutral. Forcing
// overrules every other rule, so it acts last.
#pragma once

#include "protocol/intervention.h"
#include "sampling/logits_processor.h"

#include <vector>

namespace tiebreak {

/// An intervention in tokens: one of a word's spellings.
struct TokenIntervention {
    std::int64_t position = 0; ///< of its first token in the response
    InterventionKind kind = InterventionKind::Force;
    std::vector<TokenId> ids; ///< at least one, within the vocabulary
    double bias = 0;          ///< of a boost
};

/// Bans and boosts.
class Interventions : public LogitsProcessor {
public:
    explicit Interventions(std::vector<TokenIntervention> interventions);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    std::vector<TokenIntervention> m_interventions;
};

/// Forces: at its position nothing but the word's token is left. The last one named counts.
class ForcedWords : public LogitsProcessor {
public:
    explicit ForcedWords(std::vector<TokenIntervention> interventions);
    void apply(std::span<float> scores, const TokenHistory& history) const override;

private:
    std::vector<TokenIntervention> m_interventions;
};

} // namespace tiebreak
