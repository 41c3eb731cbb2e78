#include "metrics/metric_names.h"

#include <algorithm>
#include <iterator>

namespace tiebreak {

namespace {

constexpr MetricCard kCards[] = {
    {"margin", "Reward margin", "", "dpo"},
    {"accuracy", "Reward accuracy", "%", "dpo"},
    {"reward", "Reward", "", "ppo"},
    {"kl", "KL to reference", "nats", "dpo ppo"},
    {"loss", "Loss", "", "dpo"},
    {"policy_loss", "Policy loss", "", "ppo"},
    {"value_loss", "Value loss", "", "ppo"},
    {"rewards", "Implicit rewards", "", "dpo"},
    {"logps", "Log-probability", "nats", "dpo"},
    {"entropy", "Entropy", "nats", "dpo ppo"},
    {"kl_coef", "KL coefficient", "", "ppo"},
    {"clip", "Clip fraction", "%", "ppo"},
    {"explained", "Value explained", "", "ppo"},
    {"approx_kl", "Policy change", "nats", "ppo"},
    {"ratio", "Probability ratio", "", "ppo"},
    {"length", "Response length", "tokens", "ppo"},
    {"grad_norm", "Gradient norm", "", "dpo ppo"},
    {"learning_rate", "Learning rate", "", "dpo ppo"},
    {"token_accuracy", "Token accuracy", "%", "dpo"},
    {"logits", "Mean logit", "", "dpo"},
    {"num_tokens", "Tokens seen", "tokens", "dpo ppo"},
    {"speed", "Speed", "", "dpo ppo"},
};

constexpr MetricName kNames[] = {
    {"rewards/margins", "Margin", "", "margin", false, true,
     "Implicit reward of the chosen response less that of the rejected one. It should rise from "
     "0."},
    {"rewards/accuracies", "Accuracy", "%", "accuracy", true, true,
     "Share of pairs whose chosen response has the higher implicit reward. 0 at the first step, "
     "where both are equal."},
    {"rewards/chosen", "Chosen", "", "rewards", false, true,
     "Beta times how much likelier the policy makes the chosen response than the reference does."},
    {"rewards/rejected", "Rejected", "", "rewards", false, false,
     "Beta times how much likelier the policy makes the rejected response than the reference "
     "does."},
    {"logps/chosen", "Chosen", "nats", "logps", false, true,
     "Log-probability of the whole chosen response, mean over the batch. Both sides often fall; "
     "the distance counts."},
    {"logps/rejected", "Rejected", "nats", "logps", false, false,
     "Log-probability of the whole rejected response, mean over the batch."},
    {"logits/chosen", "Chosen", "", "logits", false, true,
     "Mean of all logits over the chosen responses. Kept for comparison with other programs; it "
     "says little."},
    {"logits/rejected", "Rejected", "", "logits", false, false,
     "Mean of all logits over the rejected responses. Kept for comparison with other programs; it "
     "says little."},
    {"kl/probe", "On probes", "nats", "kl", false, true,
     "How far the policy has moved from the reference on answers it gives now to 8 fixed prompts, "
     "exact over the vocabulary."},
    {"loss", "Loss", "", "loss", false, true,
     "What the optimizer lowers. DPO starts at ln 2 = 0.693."},
    {"grad_norm", "Norm", "", "grad_norm", false, true,
     "Length of the gradient before clipping. A jump often comes before trouble."},
    {"learning_rate", "Rate", "", "learning_rate", false, true, "The rate this step used."},
    {"num_tokens", "Tokens", "tokens", "num_tokens", false, true,
     "Running count; in DPO the prompt counts for both responses."},
    {"entropy", "Entropy", "nats", "entropy", false, true,
     "How undecided the policy is at each token of the responses, mean. A fall to 0 is collapse."},
    {"mean_token_accuracy", "Accuracy", "%", "token_accuracy", true, true,
     "Share of tokens of the chosen responses that the policy ranks first."},
    {"objective/scores", "Score", "", "reward", false, true,
     "Reward of the sampled responses before the KL penalty, mean. This is what PPO should raise."},
    {"objective/rlhf_reward", "With KL penalty", "", "reward", false, false,
     "Score less the KL penalty: what PPO really maximises."},
    {"objective/non_score_reward", "KL penalty", "", "reward", false, false,
     "Minus the KL coefficient times the KL, summed over the response."},
    {"objective/kl", "On rollouts", "nats", "kl", false, true,
     "Log-ratio of policy to reference summed over each sampled response, mean."},
    {"objective/entropy", "On rollouts", "nats", "entropy", false, true,
     "Minus the log-probability of the sampled response, summed, mean."},
    {"objective/kl_coef", "KL coefficient", "", "kl_coef", false, true,
     "Weight of the KL penalty this step used."},
    {"policy/entropy_avg", "Per token", "nats", "entropy", false, false,
     "How undecided the policy is at each response token, mean."},
    {"policy/approxkl_avg", "Change", "nats", "approx_kl", false, true,
     "How far the updates have moved the policy from the one that sampled. Near 0 in the first "
     "pass."},
    {"policy/clipfrac_avg", "Policy", "%", "clip", true, true,
     "Share of tokens whose probability ratio was clipped. Usual: below 30 %."},
    {"val/clipfrac_avg", "Value", "%", "clip", true, false,
     "Share of value estimates that were clipped."},
    {"loss/policy_avg", "Policy loss", "", "policy_loss", false, true,
     "Clipped surrogate; it hovers near 0 and is not expected to fall."},
    {"loss/value_avg", "Value loss", "", "value_loss", false, true,
     "Squared error of the value head. It should fall at first."},
    {"val/var_explained", "Explained", "", "explained", false, true,
     "Share of the variance of the returns that the value head explains. 1 is perfect, below 0 is "
     "worse than a constant."},
    {"val/ratio", "Mean", "", "ratio", false, true,
     "New probability over old, mean over response tokens; near 1."},
    {"val/ratio_var", "Variance", "", "ratio", false, false, "Variance of the probability ratio."},
    {"val/num_eos_tokens", "Ended", "", "length", false, false,
     "Responses that ended by themselves."},
    {"tokens/responses_len_mean", "Mean", "tokens", "length", false, true,
     "Length of the sampled responses, mean."},
    {"eps", "Episodes", "1/s", "speed", false, true, "Episodes a second."},
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
