// Which pair tells most: the one whose outcome is least certain by Bradley–Terry. How good a
// response is follows from how its model does in all and from what was said of it and its siblings
// already, so that after A over B and B over C nobody is asked for A and C. Pure function, any
// thread.
#pragma once

#include "store/records.h"

#include <optional>

namespace tiebreak {

/// Index into choices.open; empty when there is none.
std::optional<std::size_t> leastCertainPair(const PairChoices& choices,
                                            const std::vector<PlayerTally>& tally);

} // namespace tiebreak
