#include "training/free/free_pair_step.h"

#include "training/scoring/sequence_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp_min.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

double total(const at::Tensor& values) {
    return values.detach().sum().item<double>();
}

struct MicroBatch {
    const Decoder& policy;
    const FreePairSettings& settings;
    const std::vector<PreferenceRow>& data;
    double pairs, scale, meanNllTokens;
};

/// Sums over the pairs of a micro-batch.
struct Sums {
    double loss = 0, nll = 0, logOdds = 0, ratio = 0;
    double chosenRewards = 0, rejectedRewards = 0, accurate = 0, chosenLogps = 0, rejectedLogps = 0;
    double entropy = 0, top1 = 0, chosenTokens = 0, rejectedTokens = 0;
    double chosenLogits = 0, rejectedLogits = 0;
    bool hasNll = false, hasOdds = false;
};

/// Sequences: B chosen sides, B rejected, then B prompts where they are scored.
CompletionBatch pack(const MicroBatch& micro, const RowIndices& rows) {
    CompletionBatchBuilder builder;
    const auto count = static_cast<std::int64_t>(rows.size());
    for (std::int64_t i = 0; i < count; ++i) {
        const PreferenceRow& pair = micro.data[rows[static_cast<std::size_t>(i)]];
        const std::int64_t start =
            builder.addRow(pair.prompt, {pair.chosen, pair.rejected}, {i, count + i});
        if (micro.settings.promptInNll)
            builder.addPrompt(pair.prompt, start, 2 * count + i);
    }
    return builder.build(micro.policy.device());
}

FreePairInputs inputsOf(const MicroBatch& micro, const CompletionBatch& batch,
                        const at::Tensor& sums) {
    const auto parts = sums.chunk(micro.settings.promptInNll ? 3 : 2);
    const at::Tensor lengths =
        at::clamp_min(at::tensor(batch.lengths, at::kFloat), 1).to(sums.device());
    const auto sizes = lengths.chunk(micro.settings.promptInNll ? 3 : 2);
    FreePairInputs in{parts[0], parts[1], sizes[0], sizes[1], {}, micro.meanNllTokens};
    if (micro.settings.promptInNll)
        in.promptLogps = parts[2];
    return in;
}

void addTokens(Sums& sums, const CompletionBatch& batch, const TokenScores& tokens,
               std::int64_t pairs) {
    const at::Tensor chosen = (batch.sequence < pairs).to(at::kFloat);                // [M]
    const at::Tensor rejected = (batch.sequence < 2 * pairs).to(at::kFloat) - chosen; // [M]
    sums.entropy += total(tokens.entropy * (chosen + rejected));
    sums.top1 += total(tokens.top1 * chosen);
    sums.chosenTokens += total(chosen);
    sums.rejectedTokens += total(rejected);
    sums.chosenLogits += total(tokens.meanLogits * chosen);
    sums.rejectedLogits += total(tokens.meanLogits * rejected);
}

void addPairs(Sums& sums, const FreePairLosses& out, double beta) {
    sums.loss += total(out.losses);
    sums.chosenRewards += total(out.chosenRewards);
    sums.rejectedRewards += total(out.rejectedRewards);
    sums.accurate += total(at::gt(out.chosenRewards, out.rejectedRewards));
    sums.chosenLogps += total(out.chosenRewards) / beta;
    sums.rejectedLogps += total(out.rejectedRewards) / beta;
    sums.hasNll = out.nll.defined();
    sums.hasOdds = out.logOdds.defined();
    if (sums.hasNll)
        sums.nll += total(out.nll);
    if (sums.hasOdds) {
        sums.logOdds += total(out.logOdds);
        sums.ratio += total(at::log_sigmoid(out.logOdds));
    }
}

void passGroup(const MicroBatch& micro, const RowIndices& rows, double beta, Sums& sums) {
    const auto batch = pack(micro, rows);
    const auto pass = passSequences(micro.policy, batch, {true, {}});
    const at::Tensor logps = sumSequences(batch, pass.tokens.logps).set_requires_grad(true);
    {
        const c10::AutoGradMode mode(true);
        const auto out = micro.settings.loss(inputsOf(micro, batch, logps));
        (out.losses.sum() * (micro.scale / micro.pairs)).backward();
        addPairs(sums, out, beta);
    }
    backwardTokens(micro.policy, batch, pass, {logps.grad().index_select(0, batch.sequence), {}});
    addTokens(sums, batch, pass.tokens, static_cast<std::int64_t>(rows.size()));
}

/// Tokens under the NLL term: the chosen side, with the prompt where it counts, but never the first
/// token of a row.
double nllTokens(const FreePairSettings& settings, const PreferenceRow& pair) {
    const auto prompt = static_cast<double>(pair.prompt.size());
    const auto chosen = static_cast<double>(pair.chosen.size());
    const double first = prompt + chosen > 0 && (settings.promptInNll || prompt == 0) ? 1 : 0;
    return (settings.promptInNll ? prompt : 0) + chosen - first;
}

MicroBatchResult resultOf(const Sums& sums, double pairs, double share, double tokens) {
    const double all = std::max(1.0, sums.chosenTokens + sums.rejectedTokens);
    MicroBatchResult result{share * sums.loss / pairs, tokens, {}};
    result.metrics = {
        {"entropy", sums.entropy / all},
        {"mean_token_accuracy", sums.top1 / std::max(1.0, sums.chosenTokens)},
        {"rewards/chosen", sums.chosenRewards / pairs},
        {"rewards/rejected", sums.rejectedRewards / pairs},
        {"rewards/accuracies", sums.accurate / pairs},
        {"rewards/margins", (sums.chosenRewards - sums.rejectedRewards) / pairs},
        {"logps/chosen", sums.chosenLogps / pairs},
        {"logps/rejected", sums.rejectedLogps / pairs},
        {"logits/chosen", sums.chosenLogits / std::max(1.0, sums.chosenTokens)},
        {"logits/rejected", sums.rejectedLogits / std::max(1.0, sums.rejectedTokens)}};
    if (sums.hasNll)
        result.metrics.emplace_back("nll_loss", sums.nll / pairs);
    if (sums.hasOdds) {
        result.metrics.emplace_back("log_odds_ratio", sums.ratio / pairs);
        result.metrics.emplace_back("log_odds_chosen", sums.logOdds / pairs);
    }
    return result;
}

} // namespace

MicroBatchResult freePairMicroBatch(const Decoder& policy, const FreePairSettings& settings,
                                    const std::vector<PreferenceRow>& data, const RowIndices& rows,
                                    double scale) {
    const auto pairs = static_cast<double>(rows.size());
    double nll = 0, tokens = 0;
    for (const std::uint64_t row : rows) {
        nll += nllTokens(settings, data[row]);
        tokens += static_cast<double>(data[row].tokens());
    }
    const MicroBatch micro{policy, settings, data, pairs, scale, std::max(1.0, nll) / pairs};
    Sums sums;
    for (const auto& group : groupRows(rows, kTokensAtOnce, [&](std::uint64_t row) {
             return data[row].tokens() - static_cast<std::int64_t>(data[row].prompt.size());
         }))
        passGroup(micro, group, settings.beta, sums);
    return resultOf(sums, pairs, scale, tokens);
}

} // namespace tiebreak
