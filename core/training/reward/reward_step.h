// Pairs through a reward model: scores, loss, gradient. The two sides of a pair share their common
// beginning, which is computed once. The trainer's thread.
#pragma once

#include "reward/score_head.h"
#include "training/data/reward_data.h"
#include "training/objectives/reward_loss.h"

#include <span>

namespace tiebreak {

/// Scores of 2 B rows that share what they can. Undefined gradient unless autograd is on.
struct PairScores {
    at::Tensor chosen;   ///< [B] float32
    at::Tensor rejected; ///< [B] float32
};
PairScores scorePairs(const Decoder& decoder, const ScoreHead& head,
                      std::span<const RewardRow* const> pairs, std::int64_t padId);

/// Sums over some pairs.
struct RewardSums {
    double loss = 0, pairs = 0, tokens = 0, accurate = 0, margin = 0, total = 0;
    double smallest = 0, largest = 0; ///< of all scores; meaningless without pairs
    RewardSums& operator+=(const RewardSums& other);
};

/// Adds d(Σ loss · scale) to the parameters' gradients; under a NoGradGuard it only measures.
RewardSums rewardPass(const Decoder& decoder, const ScoreHead& head,
                      const RewardLossOptions& options, std::span<const RewardRow* const> pairs,
                      std::int64_t padId, double scale);

} // namespace tiebreak
