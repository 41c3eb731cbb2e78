#include "training/kto/kto_step.h"

#include "training/data/pair_packing.h"
#include "training/scoring/sequence_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

using Ids = std::vector<std::int64_t>;

double total(const at::Tensor& values) {
    return values.detach().sum().item<double>();
}

/// What every group of a micro-batch has to know of the whole.
struct MicroBatch {
    const Decoder& policy;
    ReferenceLogps& reference;
    const KtoSettings& settings;
    const std::vector<KtoRow>& data;
    double rows, scale, shift;
};

/// Prompts with one of their two completions, packed. Sequence i is rows[i].
CompletionBatch packRowsWith(const MicroBatch& micro, const RowIndices& rows,
                             Ids KtoRow::*completion) {
    CompletionBatchBuilder builder;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const KtoRow& row = micro.data[rows[i]];
        builder.addRow(row.prompt, {row.*completion}, {static_cast<std::int64_t>(i)});
    }
    return builder.build(micro.policy.device());
}

/// Log-probabilities under the reference: of the own completions, then of the mismatched. // [2 b]
at::Tensor referenceLogps(const MicroBatch& micro, const RowIndices& rows) {
    std::vector<PreferenceRow> pairs;
    std::vector<const PreferenceRow*> pointers;
    for (const std::uint64_t row : rows)
        pairs.push_back(micro.data[row].asPair());
    for (const auto& pair : pairs)
        pointers.push_back(&pair);
    return micro.reference.of(rows, packPairs(pointers, micro.policy.device()));
}

std::vector<RowIndices> groupsOf(const MicroBatch& micro, const RowIndices& rows) {
    return groupRows(rows, kTokensAtOnce, [&](std::uint64_t row) {
        return micro.data[row].tokens() +
               static_cast<std::int64_t>(micro.data[row].mismatched.size());
    });
}

/// Log-probabilities of one completion of each prompt, no gradient. // [b]
at::Tensor logpsOf(const MicroBatch& micro, const RowIndices& rows, Ids KtoRow::*completion) {
    const auto batch = packRowsWith(micro, rows, completion);
    PassOptions options;
    options.score.statistics = false;
    return sumSequences(batch, passSequences(micro.policy, batch, options).tokens.logps);
}

/// z, from the completions of other rows, over the whole micro-batch.
double estimateKl(const MicroBatch& micro, const RowIndices& rows) {
    std::vector<at::Tensor> logps, reference;
    for (const auto& group : groupsOf(micro, rows)) {
        logps.push_back(logpsOf(micro, group, &KtoRow::mismatched));
        reference.push_back(referenceLogps(micro, group).chunk(2)[1]);
    }
    return ktoKl(at::cat(logps), at::cat(reference));
}

/// δ, the mean of all rewards seen so far, those of this micro-batch included.
double updateShift(const MicroBatch& micro, const RowIndices& rows) {
    for (const auto& group : groupsOf(micro, rows))
        micro.settings.bcoShift->add(micro.settings.options.beta *
                                     (logpsOf(micro, group, &KtoRow::completion) -
                                      referenceLogps(micro, group).chunk(2)[0]));
    return micro.settings.bcoShift->mean();
}

at::Tensor lossesOf(const MicroBatch& micro, const KtoInputs& in) {
    if (micro.settings.bcoShift)
        return bcoLoss({in.logps, in.referenceLogps, in.desirable, micro.shift},
                       micro.settings.options.beta);
    return ktoLoss(in, micro.settings.options);
}

at::Tensor desirableOf(const MicroBatch& micro, const RowIndices& rows) {
    std::vector<std::int64_t> flags;
    for (const std::uint64_t row : rows)
        flags.push_back(micro.data[row].desirable ? 1 : 0);
    return at::tensor(flags, at::kLong).to(micro.policy.device(), at::kBool); // [b]
}

KtoSide sideOf(const CompletionBatch& batch, const TokenScores& tokens, const at::Tensor& logps,
               const at::Tensor& rewards, const at::Tensor& member) {
    const at::Tensor rows = member.to(at::kFloat);               // [b]
    const at::Tensor own = rows.index_select(0, batch.sequence); // [M]
    return {total(rows), total(own), total(logps * rows), total(rewards * rows),
            total(tokens.meanLogits * own)};
}

void passGroup(const MicroBatch& micro, const RowIndices& rows, KtoSums& sums) {
    const auto batch = packRowsWith(micro, rows, &KtoRow::completion);
    const auto pass = passSequences(micro.policy, batch, {true, {}});
    const at::Tensor reference = referenceLogps(micro, rows).chunk(2)[0];                    // [b]
    const at::Tensor desirable = desirableOf(micro, rows);                                   // [b]
    const at::Tensor logps = sumSequences(batch, pass.tokens.logps).set_requires_grad(true); // [b]
    {
        const c10::AutoGradMode mode(true);
        const at::Tensor losses = lossesOf(micro, {logps, reference, desirable, micro.shift});
        (losses.sum() * (micro.scale / micro.rows)).backward();
        sums.loss += total(losses);
    }
    backwardTokens(micro.policy, batch, pass, {logps.grad().index_select(0, batch.sequence), {}});
    const at::Tensor rewards = micro.settings.options.beta * (logps.detach() - reference);
    sums.good += sideOf(batch, pass.tokens, logps.detach(), rewards, desirable);
    sums.bad += sideOf(batch, pass.tokens, logps.detach(), rewards, desirable.logical_not());
    sums.entropy += total(pass.tokens.entropy);
}

void addSide(MicroBatchResult& result, const char* name, const KtoSide& side) {
    if (side.rows == 0)
        return;
    result.metrics.emplace_back(std::string("rewards/") + name, side.rewards / side.rows);
    result.metrics.emplace_back(std::string("logps/") + name, side.logps / side.rows);
    if (side.tokens > 0)
        result.metrics.emplace_back(std::string("logits/") + name, side.logits / side.tokens);
}

} // namespace

KtoSide& KtoSide::operator+=(const KtoSide& other) {
    for (const auto member :
         {&KtoSide::rows, &KtoSide::tokens, &KtoSide::logps, &KtoSide::rewards, &KtoSide::logits})
        this->*member += other.*member;
    return *this;
}

KtoSums ktoMicroBatch(const Decoder& policy, ReferenceLogps& reference, const KtoSettings& settings,
                      const std::vector<KtoRow>& data, const RowIndices& rows, double scale) {
    MicroBatch micro{policy, reference, settings, data, static_cast<double>(rows.size()), scale, 0};
    KtoSums sums;
    sums.bco = settings.bcoShift != nullptr;
    sums.shift = micro.shift = sums.bco ? updateShift(micro, rows) : estimateKl(micro, rows);
    for (const auto& group : groupsOf(micro, rows))
        passGroup(micro, group, sums);
    for (const std::uint64_t row : rows)
        sums.tokens += static_cast<double>(data[row].tokens());
    return sums;
}

MicroBatchResult resultOf(const KtoSums& sums, double share) {
    const double tokens = sums.good.tokens + sums.bad.tokens;
    MicroBatchResult result;
    result.loss = share * sums.loss / (sums.good.rows + sums.bad.rows);
    result.tokens = sums.tokens;
    result.metrics = {{sums.bco ? "delta" : "kl", sums.shift},
                      {"entropy", tokens > 0 ? sums.entropy / tokens : 0}};
    addSide(result, "chosen", sums.good);
    addSide(result, "rejected", sums.bad);
    if (sums.good.rows > 0 && sums.bad.rows > 0)
        result.metrics.emplace_back("rewards/margins", sums.good.rewards / sums.good.rows -
                                                           sums.bad.rewards / sums.bad.rows);
    return result;
}

} // namespace tiebreak
