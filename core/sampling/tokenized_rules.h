// What the texts among a response's parameters are in tokens. Plain values, any thread.
#pragma once

#include "sampling/dry_breakers.h"
#include "sampling/interventions.h"

#include <memory>
#include <vector>

namespace tiebreak {

struct TokenizedRules {
    std::vector<TokenId> endTokens;                 ///< below the vocabulary's size
    std::vector<std::vector<TokenId>> banned;       ///< sequences of at least one token
    std::shared_ptr<const DryBreakers> dryBreakers; ///< null: nothing ends a repetition
    std::vector<TokenId> negativePrompt;            ///< only with guidance
    std::vector<TokenIntervention> interventions;
};

} // namespace tiebreak
