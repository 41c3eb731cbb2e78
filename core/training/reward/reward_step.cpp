#include "training/reward/reward_step.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/max.h>
#include <ATen/ops/min.h>
#include <ATen/ops/tensor.h>
#include <algorithm>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

using Ids = std::vector<std::int64_t>;

/// The row up to the token its score is read from: what comes later cannot change it.
Ids scoredPart(const Ids& ids, std::int64_t padId) {
    return {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(scoredToken(ids, padId)) + 1};
}

/// Packs a pair as a shared beginning with two branches; the places of the two scored tokens.
std::pair<std::int64_t, std::int64_t> addPair(PackedInputBuilder& builder, const Ids& chosen,
                                              const Ids& rejected) {
    const auto shared = static_cast<std::ptrdiff_t>(commonPrefix(chosen, rejected));
    const Ids prefix(chosen.begin(), chosen.begin() + shared);
    const Ids first(chosen.begin() + shared, chosen.end());
    const Ids second(rejected.begin() + shared, rejected.end());
    const std::int64_t start = builder.addRow(prefix, {first, second});
    const std::int64_t last = start + shared - 1; // of the prefix
    const auto ends = [&](const Ids& tail, std::int64_t before) {
        const auto length = static_cast<std::int64_t>(tail.size());
        return length == 0 ? last : last + before + length;
    };
    return {ends(first, 0), ends(second, static_cast<std::int64_t>(first.size()))};
}

double total(const at::Tensor& values) {
    return values.detach().sum().item<double>();
}

at::Tensor marginsOf(std::span<const RewardRow* const> pairs, const at::Tensor& like) {
    std::vector<float> margins;
    for (const RewardRow* pair : pairs)
        margins.push_back(static_cast<float>(pair->margin));
    return at::tensor(margins, like.options());
}

RewardSums sumsOf(std::span<const RewardRow* const> pairs, const PairScores& scores,
                  const at::Tensor& losses) {
    const c10::NoGradGuard guard;
    const at::Tensor all = at::cat({scores.chosen, scores.rejected});
    RewardSums sums{total(losses),
                    static_cast<double>(pairs.size()),
                    0,
                    total(at::gt(scores.chosen, scores.rejected)),
                    total(scores.chosen - scores.rejected),
                    total(all),
                    all.min().item<double>(),
                    all.max().item<double>()};
    for (const RewardRow* pair : pairs)
        sums.tokens += static_cast<double>(pair->tokens());
    return sums;
}

} // namespace

RewardSums& RewardSums::operator+=(const RewardSums& other) {
    smallest = pairs == 0 ? other.smallest : std::min(smallest, other.smallest);
    largest = pairs == 0 ? other.largest : std::max(largest, other.largest);
    for (const auto member : {&RewardSums::loss, &RewardSums::pairs, &RewardSums::tokens,
                              &RewardSums::accurate, &RewardSums::margin, &RewardSums::total})
        this->*member += other.*member;
    return *this;
}

PairScores scorePairs(const Decoder& decoder, const ScoreHead& head,
                      std::span<const RewardRow* const> pairs, std::int64_t padId) {
    PackedInputBuilder builder;
    std::vector<std::int64_t> chosen, rejected;
    for (const RewardRow* pair : pairs) {
        const auto places =
            addPair(builder, scoredPart(pair->chosen, padId), scoredPart(pair->rejected, padId));
        chosen.push_back(places.first);
        rejected.push_back(places.second);
    }
    const at::Tensor hidden = decoder.hiddenStates(builder.build(decoder.device())); // [N, D]
    const auto scoresAt = [&](const std::vector<std::int64_t>& places) {
        return head.scores(
            hidden.index_select(0, at::tensor(places, at::kLong).to(hidden.device()))); // [B]
    };
    return {scoresAt(chosen), scoresAt(rejected)};
}

RewardSums rewardPass(const Decoder& decoder, const ScoreHead& head,
                      const RewardLossOptions& options, std::span<const RewardRow* const> pairs,
                      std::int64_t padId, double scale) {
    const PairScores scores = scorePairs(decoder, head, pairs, padId);
    const at::Tensor losses = rewardLoss(
        {scores.chosen, scores.rejected, marginsOf(pairs, scores.chosen)}, options); // [B]
    if (losses.requires_grad())
        (losses.sum() * scale).backward();
    return sumsOf(pairs, scores, losses);
}

} // namespace tiebreak
