#include "training/ppo/ppo_metrics.h"

#include "training/objectives/masked_statistics.h"
#include "training/objectives/ppo_value_loss.h"

#include <ATen/TensorOperators.h>
#include <algorithm>

namespace tiebreak {

double meanOfSums(const at::Tensor& table, const at::Tensor& mask) {
    return sumOver(table, mask).item<double>() / static_cast<double>(table.size(0));
}

nlohmann::ordered_json ppoMetricsLine(const Rollout& rollout, const PpoUpdateMetrics& update,
                                      const PpoStepFacts& facts) {
    const double kl = meanOfSums(rollout.kl, rollout.mask);
    const double score = rollout.scores.mean().item<double>();
    const double penalty = -rollout.klCoefficient * kl;
    const auto ended = std::ranges::count_if(rollout.episodes, &Episode::endedItself);
    const auto count = static_cast<double>(rollout.episodes.size());
    return {{"epoch", facts.epoch},
            {"episode", facts.episode},
            {"eps", count / facts.seconds},
            {"loss", update.loss},
            {"grad_norm", update.gradNorm},
            {"learning_rate", facts.learningRate},
            {"lr", facts.learningRate},
            {"num_tokens", facts.numTokens},
            {"objective/kl", kl},
            {"objective/kl_coef", rollout.klCoefficient},
            {"objective/entropy", -meanOfSums(rollout.logps, rollout.mask)},
            {"objective/non_score_reward", penalty},
            {"objective/rlhf_reward", score + penalty},
            {"objective/scores", score},
            {"policy/approxkl_avg", update.approxKl},
            {"policy/clipfrac_avg", update.policyClip},
            {"policy/entropy_avg", update.entropy},
            {"loss/policy_avg", update.policyLoss},
            {"loss/value_avg", update.valueLoss},
            {"val/clipfrac_avg", update.valueClip},
            {"val/ratio", update.ratio},
            {"val/ratio_var", update.ratioVariance},
            {"val/num_eos_tokens", ended},
            {"val/var_explained", explainedVariance(rollout.values, rollout.returns, rollout.mask)},
            {"tokens/responses_len_mean", rollout.mask.sum().item<double>() / count}};
}

} // namespace tiebreak
