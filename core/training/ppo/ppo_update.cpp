#include "training/ppo/ppo_update.h"

#include "base/random_stream.h"
#include "training/objectives/masked_statistics.h"
#include "training/objectives/ppo_policy_loss.h"
#include "training/objectives/ppo_value_loss.h"
#include "training/scoring/sequence_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

using Indices = std::vector<std::size_t>;

/// Where a mean over the minibatch gets its parts from.
struct Minibatch {
    const PpoUpdateInputs& in;
    double tokens; ///< response tokens of the whole minibatch
};

/// The rollout's tables for some episodes, cut to the longest of them.
struct Slice {
    at::Tensor rows; // [b] int64
    std::int64_t length;
    c10::Device device;
    at::Tensor operator()(const at::Tensor& table) const {
        return table.index_select(0, rows).narrow(1, 0, length).to(device); // [b, r]
    }
};

std::vector<const Episode*> pointers(const Rollout& rollout, const Indices& group) {
    std::vector<const Episode*> episodes;
    for (const std::size_t i : group)
        episodes.push_back(&rollout.episodes[i]);
    return episodes;
}

Slice sliceOf(const Indices& group, const EpisodeTable& table, c10::Device device) {
    const std::vector<std::int64_t> rows(group.begin(), group.end());
    return {at::tensor(rows, at::kLong), table.mask().size(1), device};
}

/// Adds the gradient of this group's share of the minibatch's loss.
PpoUpdateMetrics groupBackward(const Minibatch& minibatch, const Indices& group) {
    const PpoUpdateInputs& in = minibatch.in;
    const auto batch = packEpisodes(pointers(in.rollout, group), in.policy.device());
    PassOptions options;
    options.training = true;
    options.score.temperature = in.settings.temperature;
    const auto pass = passSequences(in.policy, batch, options);
    const EpisodeTable table(batch);
    const Slice slice = sliceOf(group, table, in.policy.device());
    const double share = static_cast<double>(batch.targets.numel()) / minibatch.tokens;

    const c10::AutoGradMode mode(true);
    const at::Tensor logps = pass.tokens.logps.detach().set_requires_grad(true); // [M]
    const at::Tensor hidden = pass.hidden.detach().set_requires_grad(true);      // [M, D]
    const auto policy =
        ppoPolicyLoss({table.padded(logps), slice(in.rollout.logps), slice(in.rollout.advantages),
                       table.mask(), in.settings.clip});
    const auto value =
        ppoValueLoss({table.padded(in.valueHead.values(hidden)), slice(in.rollout.values),
                      slice(in.rollout.returns), table.mask(), in.settings.valueClip});
    const at::Tensor entropy = pass.tokens.entropy.mean();
    ((policy.loss + in.settings.valueCoef * value.loss) * share).backward();
    const double weight = -in.settings.entropyCoef / minibatch.tokens;
    const at::Tensor entropyGradient = weight != 0 ? at::full_like(logps, weight) : at::Tensor();
    backwardTokens(in.policy, batch, pass, {logps.grad(), entropyGradient}, in.settings.temperature,
                   hidden.grad());

    PpoUpdateMetrics part;
    part.policyLoss = policy.loss.item<double>() * share;
    part.valueLoss = value.loss.item<double>() * share;
    part.approxKl = policy.approxKl * share;
    part.policyClip = policy.clipFraction * share;
    part.valueClip = value.clipFraction * share;
    part.entropy = entropy.item<double>() * share;
    part.ratio = policy.ratio * share;
    part.ratioVariance = policy.ratioVariance * share;
    return part;
}

void addTo(PpoUpdateMetrics& sum, const PpoUpdateMetrics& part, double weight) {
    for (const auto member :
         {&PpoUpdateMetrics::policyLoss, &PpoUpdateMetrics::valueLoss, &PpoUpdateMetrics::approxKl,
          &PpoUpdateMetrics::policyClip, &PpoUpdateMetrics::valueClip, &PpoUpdateMetrics::entropy,
          &PpoUpdateMetrics::ratio, &PpoUpdateMetrics::ratioVariance, &PpoUpdateMetrics::gradNorm})
        sum.*member += part.*member * weight;
}

Result<PpoUpdateOutcome> minibatchUpdate(const PpoUpdateInputs& in, const Indices& members,
                                         AdamW& optimizer, const BetweenMicroBatches& between) {
    double tokens = 0;
    for (const std::size_t i : members)
        tokens += static_cast<double>(in.rollout.episodes[i].response.size());
    const Minibatch minibatch{in, tokens};
    PpoUpdateOutcome outcome;
    for (const auto& group : groupEpisodes(in.rollout.episodes, members, in.tokensAtOnce)) {
        if (const Status go = between(); !go) {
            optimizer.zeroGradients();
            return go.error();
        }
        addTo(outcome.metrics, groupBackward(minibatch, group), 1);
    }
    PpoUpdateMetrics& m = outcome.metrics;
    m.loss =
        m.policyLoss + in.settings.valueCoef * m.valueLoss - in.settings.entropyCoef * m.entropy;
    auto update = updateWeights(optimizer, m.loss, in.update);
    m.gradNorm = update.gradNorm;
    outcome.failure = std::move(update.failure);
    return outcome;
}

std::vector<Indices> minibatchesOf(const PpoUpdateInputs& in, std::int64_t epoch) {
    const auto order =
        shuffledOrder(in.seed, static_cast<std::uint64_t>(epoch), in.rollout.episodes.size());
    const auto count = static_cast<std::size_t>(in.settings.minibatches);
    std::vector<Indices> parts(std::min(count, order.size()));
    for (std::size_t i = 0; i < order.size(); ++i)
        parts[i * parts.size() / order.size()].push_back(order[i]);
    return parts;
}

} // namespace

Result<PpoUpdateOutcome> ppoUpdate(const PpoUpdateInputs& in, AdamW& optimizer,
                                   const BetweenMicroBatches& between) {
    PpoUpdateOutcome all;
    double updates = 0;
    for (std::int64_t epoch = 0; epoch < in.settings.epochs && !all.failure; ++epoch) {
        for (const auto& members : minibatchesOf(in, epoch)) {
            TB_ASSIGN(auto one, minibatchUpdate(in, members, optimizer, between));
            addTo(all.metrics, one.metrics, 1);
            all.metrics.loss = one.metrics.loss;
            ++updates;
            if ((all.failure = std::move(one.failure)))
                break;
            ++all.applied;
        }
    }
    PpoUpdateMetrics mean;
    addTo(mean, all.metrics, 1 / std::max(1.0, updates));
    mean.loss = all.metrics.loss;
    all.metrics = mean;
    return all;
}

} // namespace tiebreak
