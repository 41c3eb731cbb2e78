// A reward for answers of a wanted length, for trying out training where the right answer is known.
// Pure function, any thread.
#pragma once

#include <cstdint>

namespace tiebreak {

/// −|n − target| / target for an answer of n tokens: 0 when it is met, −1 for none or for twice as
/// many; target > 0.
double lengthReward(std::int64_t tokens, std::int64_t target);

} // namespace tiebreak
