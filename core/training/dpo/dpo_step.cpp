#include "training/dpo/dpo_step.h"

#include "training/data/pair_packing.h"
#include "training/scoring/sequence_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp_min.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

using Rows = std::vector<std::uint64_t>;

double total(const at::Tensor& values) {
    return values.detach().sum().item<double>();
}

/// What every group of a micro-batch has to know of the whole.
struct MicroBatch {
    const Decoder& policy;
    ReferenceLogps& reference;
    const DpoSettings& settings;
    const std::vector<PreferenceRow>& data;
    double pairs;
    double meanChosenLength;
    double scale;
};

/// One group after its forward pass. Sequences: chosen sides, then rejected.
struct Group {
    CompletionBatch batch;
    SequencePass pass;
    at::Tensor weights;   ///< [M], undefined: all 1
    at::Tensor logps;     ///< [2 b], a leaf with gradient
    at::Tensor reference; ///< [2 b]
    at::Tensor losses;    ///< [b]
};

at::Tensor lengthsOf(const CompletionBatch& batch) {
    const at::Tensor lengths = at::tensor(batch.lengths, at::kFloat);
    return at::clamp_min(lengths, 1).to(batch.targets.device()); // [2 b]
}

PreferenceInputs inputsOf(const Group& group, double meanChosenLength) {
    const auto logps = group.logps.chunk(2);
    const auto reference = group.reference.chunk(2);
    const auto lengths = lengthsOf(group.batch).chunk(2);
    return {logps[0],   logps[1],   reference[0],    reference[1],
            lengths[0], lengths[1], meanChosenLength};
}

// WPO eq. 2: exp of the mean over tokens of log p − log Σ p², of both sides, without gradient. //
// [b]
at::Tensor pairWeights(const Group& group) {
    const at::Tensor aligned = group.pass.tokens.logps - group.pass.tokens.logSquaredMass; // [M]
    const at::Tensor means = sumSequences(group.batch, aligned) / lengthsOf(group.batch);  // [2 b]
    const auto sides = at::exp(means).chunk(2);
    return sides[0] * sides[1];
}

Group forward(const MicroBatch& micro, const Rows& rows) {
    std::vector<const PreferenceRow*> pairs;
    for (const std::uint64_t row : rows)
        pairs.push_back(&micro.data[row]);
    Group group;
    group.batch = packPairs(pairs, micro.policy.device());
    group.reference = micro.reference.of(rows, group.batch);
    PassOptions options;
    options.training = true;
    options.score.squaredMass = micro.settings.useWeighting;
    group.pass = passSequences(micro.policy, group.batch, options);
    if (micro.settings.ldAlpha)
        group.weights = lengthDesensitisedWeights(group.batch, *micro.settings.ldAlpha);
    group.logps =
        sumSequences(group.batch, group.pass.tokens.logps, group.weights).set_requires_grad(true);
    const c10::AutoGradMode mode(true);
    group.losses = micro.settings.objective(inputsOf(group, micro.meanChosenLength));
    if (micro.settings.useWeighting)
        group.losses = group.losses * pairWeights(group);
    return group;
}

void backward(const MicroBatch& micro, const Group& group) {
    if (!group.pass.hidden.requires_grad()) // only measured
        return;
    (group.losses.sum() * (micro.scale / micro.pairs)).backward();
    at::Tensor tokens = group.logps.grad().index_select(0, group.batch.sequence); // [M]
    if (group.weights.defined())
        tokens = tokens * group.weights;
    backwardTokens(micro.policy, group.batch, group.pass, {tokens, {}});
}

void addRewards(DpoSums& sums, const Group& group, double beta) {
    const auto rewards = ((group.logps.detach() - group.reference) * beta).chunk(2);
    sums.chosenRewards = total(rewards[0]);
    sums.rejectedRewards = total(rewards[1]);
    sums.accurate = total(at::gt(rewards[0], rewards[1]));
    const auto logps = group.logps.chunk(2);
    sums.chosenLogps = total(logps[0]);
    sums.rejectedLogps = total(logps[1]);
}

void addTokenStatistics(DpoSums& sums, const Group& group) {
    const TokenScores& tokens = group.pass.tokens;
    const auto pairs = static_cast<std::int64_t>(group.batch.lengths.size()) / 2;
    const at::Tensor chosen = (group.batch.sequence < pairs).to(at::kFloat); // [M]
    const double all = static_cast<double>(chosen.numel());
    sums.entropy = total(tokens.entropy);
    sums.completionTokens = all;
    sums.chosenTokens = total(chosen);
    sums.rejectedTokens = all - sums.chosenTokens;
    sums.top1 = total(tokens.top1 * chosen);
    sums.chosenLogits = total(tokens.meanLogits * chosen);
    sums.rejectedLogits = total(tokens.meanLogits * (1 - chosen));
}

DpoSums sumsOf(const MicroBatch& micro, const Group& group, const Rows& rows) {
    DpoSums sums;
    sums.loss = total(group.losses);
    sums.pairs = static_cast<double>(rows.size());
    for (const std::uint64_t row : rows)
        sums.tokens += static_cast<double>(micro.data[row].tokens());
    addRewards(sums, group, micro.settings.objective.options.beta);
    addTokenStatistics(sums, group);
    return sums;
}

double meanChosenLength(const std::vector<PreferenceRow>& data, const Rows& rows) {
    std::size_t tokens = 0;
    for (const std::uint64_t row : rows) // a token at position 0 has no log-probability
        tokens += data[row].chosen.size() -
                  (data[row].prompt.empty() && !data[row].chosen.empty() ? 1 : 0);
    return static_cast<double>(std::max<std::size_t>(1, tokens)) / static_cast<double>(rows.size());
}

std::int64_t packedTokens(const PreferenceRow& row) {
    return static_cast<std::int64_t>(row.prompt.size() + row.chosen.size() + row.rejected.size());
}

std::vector<Rows> groupsOf(const DpoSettings& settings, const std::vector<PreferenceRow>& data,
                           const Rows& rows) {
    if (!settings.objective.separable())
        return {rows};
    return groupRows(rows, settings.tokensAtOnce,
                     [&](std::uint64_t row) { return packedTokens(data[row]); });
}

} // namespace

DpoSums dpoMicroBatch(const Decoder& policy, ReferenceLogps& reference, const DpoSettings& settings,
                      const std::vector<PreferenceRow>& data, const Rows& rows, double scale) {
    const MicroBatch micro{policy,
                           reference,
                           settings,
                           data,
                           static_cast<double>(rows.size()),
                           meanChosenLength(data, rows),
                           scale};
    DpoSums sums;
    for (const Rows& part : groupsOf(settings, data, rows)) {
        const Group group = forward(micro, part);
        backward(micro, group);
        sums += sumsOf(micro, group, part);
    }
    return sums;
}

} // namespace tiebreak
