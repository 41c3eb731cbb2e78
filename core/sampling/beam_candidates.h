// The best ways to go on from a set of beams. Pure function over rows of scores, any thread.
#pragma once

#include "text/tokenizer.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tiebreak {

struct BeamCandidate {
    std::size_t beam = 0; ///< which it goes on from
    TokenId id = 0;
    float sum = 0; ///< Σ ln p with this token
};

/// Appends the `count` best of one beam's next tokens to `candidates`: `scores` [V] are ln p after
/// the rules, `sum` is what the beam has. Forbidden tokens are no candidates.
void addCandidates(std::span<const float> scores, std::size_t beam, float sum, std::size_t count,
                   std::vector<BeamCandidate>& candidates);

/// The `count` best, best first; among equal ones the earlier beam, then the smaller id.
void keepBest(std::vector<BeamCandidate>& candidates, std::size_t count);

} // namespace tiebreak
