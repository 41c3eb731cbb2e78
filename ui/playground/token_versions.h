// The responses the token view has at hand: the one it was opened for and what was made from it.
// Nothing is overwritten; each knows what it came from. Plain values, the window's thread.
#pragma once

#include "ui/playground/token_text.h"

#include <vector>

namespace tiebreak {

struct TokenVersion {
    TokenSubject subject;
    TokenFindings findings; ///< of the model it was looked at with
    int parent = -1;
};

/// What `parent` was found to be before position `count`, then `next`, where one is given: what is
/// known of a branch before it is looked at.
TokenFindings knownBefore(const TokenFindings& parent, int count, const TokenAlternative* next);

/// Goes on from `parent` with `next` at `position`.
TokenSubject branchOf(const TokenSubject& parent, int position, const TokenAlternative& next);
/// The same response again with one word changed, drawn anew from there on; `shown` is the word.
TokenSubject changedAt(const TokenSubject& parent, const Intervention& change,
                       const QString& shown);

/// The intervention of `kind` at `position`: a typed word, or the alternative's own token. A word
/// that is forced gets the space that parts it from `before`.
Intervention interventionOf(InterventionKind kind, int position, const QString& word,
                            const TokenAlternative* alternative, double bias,
                            const std::string& before);

/// Positions whose token was forced.
bool isForcedAt(const SamplingParameters& parameters, int position);

} // namespace tiebreak
