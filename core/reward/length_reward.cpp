#include "reward/length_reward.h"

#include <cassert>
#include <cmath>

namespace tiebreak {

double lengthReward(std::int64_t tokens, std::int64_t target) {
    assert(target > 0);
    const auto wanted = static_cast<double>(target);
    return -std::fabs(static_cast<double>(tokens) - wanted) / wanted;
}

} // namespace tiebreak
