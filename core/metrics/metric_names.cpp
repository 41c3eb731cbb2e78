#include "metrics/metric_names.h"

#include <algorithm>
#include <iterator>

// The mark by which lupdate finds texts; nothing of Qt is needed for it.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tiebreak {

namespace {

constexpr const char* kEveryMethod = "dpo ppo sft reward kto orpo simpo cpo bco";
constexpr const char* kLogProbabilityMethods = "dpo kto orpo simpo cpo bco";

constexpr MetricCard kCards[] = {
    {"margin", QT_TRANSLATE_NOOP("Metrics", "Reward margin"), "",
     "dpo kto reward orpo simpo cpo bco"},
    {"accuracy", QT_TRANSLATE_NOOP("Metrics", "Reward accuracy"), "%",
     "dpo reward orpo simpo cpo bco"},
    {"reward", QT_TRANSLATE_NOOP("Metrics", "Reward"), "", "ppo"},
    {"kl", QT_TRANSLATE_NOOP("Metrics", "KL to reference"), QT_TRANSLATE_NOOP("Metrics", "nats"),
     "dpo ppo kto bco"},
    {"loss", QT_TRANSLATE_NOOP("Metrics", "Loss"), "", "dpo sft reward kto orpo simpo cpo bco"},
    {"policy_loss", QT_TRANSLATE_NOOP("Metrics", "Policy loss"), "", "ppo"},
    {"value_loss", QT_TRANSLATE_NOOP("Metrics", "Value loss"), "", "ppo"},
    {"nll", QT_TRANSLATE_NOOP("Metrics", "Likelihood loss"), "", "orpo cpo"},
    {"odds", QT_TRANSLATE_NOOP("Metrics", "Log odds"), "", "orpo"},
    {"shift", QT_TRANSLATE_NOOP("Metrics", "Reward shift"), "", "bco"},
    {"rewards", QT_TRANSLATE_NOOP("Metrics", "Implicit rewards"), "", kLogProbabilityMethods},
    {"logps", QT_TRANSLATE_NOOP("Metrics", "Log-probability"), QT_TRANSLATE_NOOP("Metrics", "nats"),
     kLogProbabilityMethods},
    {"entropy", QT_TRANSLATE_NOOP("Metrics", "Entropy"), QT_TRANSLATE_NOOP("Metrics", "nats"),
     "dpo ppo sft kto orpo simpo cpo bco"},
    {"scores", QT_TRANSLATE_NOOP("Metrics", "Scores"), "", "reward"},
    {"kl_coef", QT_TRANSLATE_NOOP("Metrics", "KL coefficient"), "", "ppo"},
    {"clip", QT_TRANSLATE_NOOP("Metrics", "Clip fraction"), "%", "ppo"},
    {"explained", QT_TRANSLATE_NOOP("Metrics", "Value explained"), "", "ppo"},
    {"approx_kl", QT_TRANSLATE_NOOP("Metrics", "Policy change"),
     QT_TRANSLATE_NOOP("Metrics", "nats"), "ppo"},
    {"ratio", QT_TRANSLATE_NOOP("Metrics", "Probability ratio"), "", "ppo"},
    {"length", QT_TRANSLATE_NOOP("Metrics", "Response length"),
     QT_TRANSLATE_NOOP("Metrics", "tokens"), "ppo"},
    {"grad_norm", QT_TRANSLATE_NOOP("Metrics", "Gradient norm"), "", kEveryMethod},
    {"learning_rate", QT_TRANSLATE_NOOP("Metrics", "Learning rate"), "", kEveryMethod},
    {"token_accuracy", QT_TRANSLATE_NOOP("Metrics", "Token accuracy"), "%",
     "dpo sft orpo simpo cpo bco"},
    {"logits", QT_TRANSLATE_NOOP("Metrics", "Mean logit"), "", kLogProbabilityMethods},
    {"num_tokens", QT_TRANSLATE_NOOP("Metrics", "Tokens seen"),
     QT_TRANSLATE_NOOP("Metrics", "tokens"), kEveryMethod},
    {"speed", QT_TRANSLATE_NOOP("Metrics", "Speed"), "", "dpo ppo"},
};

constexpr MetricName kNames[] = {
    {"rewards/margins", QT_TRANSLATE_NOOP("Metrics", "Margin"), "", "margin", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Implicit reward of the chosen response less that of the "
                                  "rejected one. It should rise from "
                                  "0.")},
    {"rewards/accuracies", QT_TRANSLATE_NOOP("Metrics", "Accuracy"), "%", "accuracy", true, true,
     QT_TRANSLATE_NOOP("Metrics", "Share of pairs whose chosen response has the higher implicit "
                                  "reward. 0 at the first step, "
                                  "where both are equal.")},
    {"margin", QT_TRANSLATE_NOOP("Metrics", "Margin"), "", "margin", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Score of the chosen response less that of the rejected one, "
                                  "mean over the batch.")},
    {"accuracy", QT_TRANSLATE_NOOP("Metrics", "Accuracy"), "%", "accuracy", true, true,
     QT_TRANSLATE_NOOP("Metrics", "Share of pairs whose chosen response has the higher score.")},
    {"mean_reward", QT_TRANSLATE_NOOP("Metrics", "Mean"), "", "scores", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Score of all responses of the batch, mean. Only differences "
                                  "matter; centring keeps it near 0.")},
    {"min_reward", QT_TRANSLATE_NOOP("Metrics", "Lowest"), "", "scores", false, false,
     QT_TRANSLATE_NOOP("Metrics", "The lowest score of the batch.")},
    {"max_reward", QT_TRANSLATE_NOOP("Metrics", "Highest"), "", "scores", false, false,
     QT_TRANSLATE_NOOP("Metrics", "The highest score of the batch.")},
    {"kl", QT_TRANSLATE_NOOP("Metrics", "Mismatched"), QT_TRANSLATE_NOOP("Metrics", "nats"), "kl",
     false, false,
     QT_TRANSLATE_NOOP("Metrics", "Log-ratio of policy to reference on responses to other prompts, "
                                  "at least 0. KTO measures its rewards from it.")},
    {"rewards/chosen", QT_TRANSLATE_NOOP("Metrics", "Chosen"), "", "rewards", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Beta times how much likelier the policy makes the chosen "
                                  "response than the reference does.")},
    {"rewards/rejected", QT_TRANSLATE_NOOP("Metrics", "Rejected"), "", "rewards", false, false,
     QT_TRANSLATE_NOOP(
         "Metrics",
         "Beta times how much likelier the policy makes the rejected response than the reference "
         "does.")},
    {"logps/chosen", QT_TRANSLATE_NOOP("Metrics", "Chosen"), QT_TRANSLATE_NOOP("Metrics", "nats"),
     "logps", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Log-probability of the whole chosen response, mean over the "
                                  "batch. Both sides often fall; "
                                  "the distance counts.")},
    {"logps/rejected", QT_TRANSLATE_NOOP("Metrics", "Rejected"),
     QT_TRANSLATE_NOOP("Metrics", "nats"), "logps", false, false,
     QT_TRANSLATE_NOOP("Metrics",
                       "Log-probability of the whole rejected response, mean over the batch.")},
    {"logits/chosen", QT_TRANSLATE_NOOP("Metrics", "Chosen"), "", "logits", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Mean of all logits over the chosen responses. Kept for "
                                  "comparison with other programs; it "
                                  "says little.")},
    {"logits/rejected", QT_TRANSLATE_NOOP("Metrics", "Rejected"), "", "logits", false, false,
     QT_TRANSLATE_NOOP("Metrics", "Mean of all logits over the rejected responses. Kept for "
                                  "comparison with other programs; it "
                                  "says little.")},
    {"kl/probe", QT_TRANSLATE_NOOP("Metrics", "On probes"), QT_TRANSLATE_NOOP("Metrics", "nats"),
     "kl", false, true,
     QT_TRANSLATE_NOOP("Metrics", "How far the policy has moved from the reference on answers it "
                                  "gives now to 8 fixed prompts, "
                                  "exact over the vocabulary.")},
    {"loss", QT_TRANSLATE_NOOP("Metrics", "Loss"), "", "loss", false, true,
     QT_TRANSLATE_NOOP("Metrics", "What the optimizer lowers. DPO starts at ln 2 = 0.693.")},
    {"grad_norm", QT_TRANSLATE_NOOP("Metrics", "Norm"), "", "grad_norm", false, true,
     QT_TRANSLATE_NOOP(
         "Metrics", "Length of the gradient before clipping. A jump often comes before trouble.")},
    {"learning_rate", QT_TRANSLATE_NOOP("Metrics", "Rate"), "", "learning_rate", false, true,
     QT_TRANSLATE_NOOP("Metrics", "The rate this step used.")},
    {"num_tokens", QT_TRANSLATE_NOOP("Metrics", "Tokens"), QT_TRANSLATE_NOOP("Metrics", "tokens"),
     "num_tokens", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Running count; in DPO the prompt counts for both responses.")},
    {"entropy", QT_TRANSLATE_NOOP("Metrics", "Entropy"), QT_TRANSLATE_NOOP("Metrics", "nats"),
     "entropy", false, true,
     QT_TRANSLATE_NOOP("Metrics", "How undecided the policy is at each token of the responses, "
                                  "mean. A fall to 0 is collapse.")},
    {"mean_token_accuracy", QT_TRANSLATE_NOOP("Metrics", "Accuracy"), "%", "token_accuracy", true,
     true,
     QT_TRANSLATE_NOOP("Metrics",
                       "Share of tokens of the chosen responses that the policy ranks first.")},
    {"objective/scores", QT_TRANSLATE_NOOP("Metrics", "Score"), "", "reward", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Reward of the sampled responses before the KL penalty, mean. "
                                  "This is what PPO should raise.")},
    {"objective/rlhf_reward", QT_TRANSLATE_NOOP("Metrics", "With KL penalty"), "", "reward", false,
     false, QT_TRANSLATE_NOOP("Metrics", "Score less the KL penalty: what PPO really maximises.")},
    {"objective/non_score_reward", QT_TRANSLATE_NOOP("Metrics", "KL penalty"), "", "reward", false,
     false,
     QT_TRANSLATE_NOOP("Metrics",
                       "Minus the KL coefficient times the KL, summed over the response.")},
    {"objective/kl", QT_TRANSLATE_NOOP("Metrics", "On rollouts"),
     QT_TRANSLATE_NOOP("Metrics", "nats"), "kl", false, true,
     QT_TRANSLATE_NOOP(
         "Metrics", "Log-ratio of policy to reference summed over each sampled response, mean.")},
    {"objective/entropy", QT_TRANSLATE_NOOP("Metrics", "On rollouts"),
     QT_TRANSLATE_NOOP("Metrics", "nats"), "entropy", false, true,
     QT_TRANSLATE_NOOP("Metrics",
                       "Minus the log-probability of the sampled response, summed, mean.")},
    {"objective/kl_coef", QT_TRANSLATE_NOOP("Metrics", "KL coefficient"), "", "kl_coef", false,
     true, QT_TRANSLATE_NOOP("Metrics", "Weight of the KL penalty this step used.")},
    {"policy/entropy_avg", QT_TRANSLATE_NOOP("Metrics", "Per token"),
     QT_TRANSLATE_NOOP("Metrics", "nats"), "entropy", false, false,
     QT_TRANSLATE_NOOP("Metrics", "How undecided the policy is at each response token, mean.")},
    {"policy/approxkl_avg", QT_TRANSLATE_NOOP("Metrics", "Change"),
     QT_TRANSLATE_NOOP("Metrics", "nats"), "approx_kl", false, true,
     QT_TRANSLATE_NOOP(
         "Metrics",
         "How far the updates have moved the policy from the one that sampled. Near 0 in the first "
         "pass.")},
    {"policy/clipfrac_avg", QT_TRANSLATE_NOOP("Metrics", "Policy"), "%", "clip", true, true,
     QT_TRANSLATE_NOOP("Metrics",
                       "Share of tokens whose probability ratio was clipped. Usual: below 30 %.")},
    {"val/clipfrac_avg", QT_TRANSLATE_NOOP("Metrics", "Value"), "%", "clip", true, false,
     QT_TRANSLATE_NOOP("Metrics", "Share of value estimates that were clipped.")},
    {"loss/policy_avg", QT_TRANSLATE_NOOP("Metrics", "Policy loss"), "", "policy_loss", false, true,
     QT_TRANSLATE_NOOP("Metrics",
                       "Clipped surrogate; it hovers near 0 and is not expected to fall.")},
    {"loss/value_avg", QT_TRANSLATE_NOOP("Metrics", "Value loss"), "", "value_loss", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Squared error of the value head. It should fall at first.")},
    {"val/var_explained", QT_TRANSLATE_NOOP("Metrics", "Explained"), "", "explained", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Share of the variance of the returns that the value head "
                                  "explains. 1 is perfect, below 0 is "
                                  "worse than a constant.")},
    {"val/ratio", QT_TRANSLATE_NOOP("Metrics", "Mean"), "", "ratio", false, true,
     QT_TRANSLATE_NOOP("Metrics", "New probability over old, mean over response tokens; near 1.")},
    {"val/ratio_var", QT_TRANSLATE_NOOP("Metrics", "Variance"), "", "ratio", false, false,
     QT_TRANSLATE_NOOP("Metrics", "Variance of the probability ratio.")},
    {"val/num_eos_tokens", QT_TRANSLATE_NOOP("Metrics", "Ended"), "", "length", false, false,
     QT_TRANSLATE_NOOP("Metrics", "Responses that ended by themselves.")},
    {"tokens/responses_len_mean", QT_TRANSLATE_NOOP("Metrics", "Mean"),
     QT_TRANSLATE_NOOP("Metrics", "tokens"), "length", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Length of the sampled responses, mean.")},
    {"nll_loss", QT_TRANSLATE_NOOP("Metrics", "Likelihood loss"), "", "nll", false, true,
     QT_TRANSLATE_NOOP("Metrics", "The part of the loss that is plain fine-tuning on the chosen "
                                  "responses, per token.")},
    {"log_odds_chosen", QT_TRANSLATE_NOOP("Metrics", "Chosen over rejected"), "", "odds", false,
     true,
     QT_TRANSLATE_NOOP("Metrics", "Log odds of the chosen response over the rejected one, per "
                                  "token. It should rise.")},
    {"log_odds_ratio", QT_TRANSLATE_NOOP("Metrics", "Ratio loss"), "", "odds", false, false,
     QT_TRANSLATE_NOOP("Metrics", "Logarithm of the sigmoid of the log odds; it rises to 0 as the "
                                  "sides part.")},
    {"delta", QT_TRANSLATE_NOOP("Metrics", "Mean reward"), "", "shift", false, true,
     QT_TRANSLATE_NOOP("Metrics", "Mean of all rewards so far. BCO measures good and bad answers "
                                  "from it.")},
    {"eval_loss", QT_TRANSLATE_NOOP("Metrics", "Held out"), "", "loss", false, false,
     QT_TRANSLATE_NOOP("Metrics", "Loss of the rows of eval_data, which are never learned. It "
                                  "rises again when the run only memorises.")},
    {"eval_rewards/margins", QT_TRANSLATE_NOOP("Metrics", "Held out"), "", "margin", false, false,
     QT_TRANSLATE_NOOP("Metrics", "Implicit reward margin of the held-out rows.")},
    {"eval_rewards/accuracies", QT_TRANSLATE_NOOP("Metrics", "Held out"), "%", "accuracy", true,
     false,
     QT_TRANSLATE_NOOP(
         "Metrics",
         "Share of held-out pairs whose chosen response has the higher implicit reward.")},
    {"eval_margin", QT_TRANSLATE_NOOP("Metrics", "Held out"), "", "margin", false, false,
     QT_TRANSLATE_NOOP("Metrics", "Score margin of the held-out rows.")},
    {"eval_accuracy", QT_TRANSLATE_NOOP("Metrics", "Held out"), "%", "accuracy", true, false,
     QT_TRANSLATE_NOOP("Metrics",
                       "Share of held-out pairs whose chosen response has the higher score.")},
    {"eval_entropy", QT_TRANSLATE_NOOP("Metrics", "Held out"), QT_TRANSLATE_NOOP("Metrics", "nats"),
     "entropy", false, false,
     QT_TRANSLATE_NOOP("Metrics", "How undecided the policy is on the held-out rows.")},
    {"eval_mean_token_accuracy", QT_TRANSLATE_NOOP("Metrics", "Held out"), "%", "token_accuracy",
     true, false,
     QT_TRANSLATE_NOOP("Metrics",
                       "Share of tokens of the held-out responses that the policy ranks first.")},
    {"reward/probe", QT_TRANSLATE_NOOP("Metrics", "On probes"), "", "reward", false, false,
     QT_TRANSLATE_NOOP(
         "Metrics", "Reward of the answers that the policy gives now to 8 fixed prompts, mean.")},
    {"eps", QT_TRANSLATE_NOOP("Metrics", "Episodes"), QT_TRANSLATE_NOOP("Metrics", "1/s"), "speed",
     false, true, QT_TRANSLATE_NOOP("Metrics", "Episodes a second.")},
};

} // namespace

std::span<const MetricName> metricNames() {
    return kNames;
}
std::span<const MetricCard> metricCards() {
    return kCards;
}

const MetricName* findMetricName(std::string_view key) {
    const auto found = std::find_if(std::begin(kNames), std::end(kNames),
                                    [key](const MetricName& name) { return name.key == key; });
    return found == std::end(kNames) ? nullptr : found;
}

bool cardShownFor(const MetricCard& card, std::string_view method) {
    std::string_view rest = card.methods;
    while (!rest.empty()) {
        const std::size_t blank = rest.find(' ');
        if (rest.substr(0, blank) == method)
            return true;
        rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
    }
    return false;
}

} // namespace tiebreak
