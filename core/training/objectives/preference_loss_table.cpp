#include "training/objectives/preference_losses.h"

#include <ATen/TensorOperators.h>
#include <algorithm>
#include <array>

namespace tiebreak {

namespace {

constexpr std::array kLosses{
    PreferenceLoss{"sigmoid", sigmoidLoss, true, true},
    PreferenceLoss{"hinge", hingeLoss, true, true},
    PreferenceLoss{"ipo", ipoLoss, true, true},
    PreferenceLoss{"exo_pair", exoPairLoss, true, true},
    PreferenceLoss{"nca_pair", ncaPairLoss, false, true},
    PreferenceLoss{"robust", robustLoss, true, true},
    PreferenceLoss{"bco_pair", bcoPairLoss, false, true},
    PreferenceLoss{"sppo_hard", sppoHardLoss, false, true},
    PreferenceLoss{"aot", aotLoss, false, false},
    PreferenceLoss{"aot_unpaired", aotUnpairedLoss, false, false},
    PreferenceLoss{"apo_zero", apoZeroLoss, false, true},
    PreferenceLoss{"apo_down", apoDownLoss, false, true},
    PreferenceLoss{"discopop", discopopLoss, true, true},
    PreferenceLoss{"sft", sftLoss, true, true},
    PreferenceLoss{"sigmoid_norm", sigmoidNormLoss, true, true},
};

constexpr std::array kDivergences{"reverse_kl", "forward_kl", "js_divergence", "alpha_divergence"};

Error refused(std::string message) { return {ErrorCode::BadArgument, std::move(message), {}, {}}; }

Status checkOptions(const PreferenceOptions& options) {
    if (!(options.beta > 0))
        return refused("dpo.beta " + std::to_string(options.beta) + ": must be above 0");
    if (!(options.labelSmoothing >= 0 && options.labelSmoothing < 0.5))
        return refused("dpo.label_smoothing " + std::to_string(options.labelSmoothing) +
                       ": must be at least 0 and below 0.5");
    if (std::ranges::find(kDivergences, options.fDivergence) == kDivergences.end())
        return refused("dpo.f_divergence '" + options.fDivergence +
                       "': must be reverse_kl, forward_kl, js_divergence or alpha_divergence");
    return {};
}

Status checkLoss(const PreferenceLoss& loss, const PreferenceOptions& options) {
    const std::string name = loss.name;
    if (options.fDivergence != "reverse_kl" && !loss.anyDivergence)
        return refused("dpo.f_divergence '" + options.fDivergence + "': loss_type '" + name +
                       "' takes reverse_kl only");
    if (name == "exo_pair" && options.labelSmoothing == 0)
        return refused("dpo.label_smoothing 0: loss_type 'exo_pair' needs a value above 0, for example 0.001");
    return {};
}

} // namespace

const PreferenceLoss* findPreferenceLoss(std::string_view name) {
    const auto found = std::ranges::find(kLosses, name, &PreferenceLoss::name);
    return found == kLosses.end() ? nullptr : &*found;
}

bool PreferenceObjective::separable() const {
    return std::ranges::all_of(losses, [](const auto* loss) { return loss->separable; });
}

at::Tensor PreferenceObjective::operator()(const PreferenceInputs& in) const {
    at::Tensor total = weights[0] * losses[0]->function(in, options); // [B]
    for (std::size_t i = 1; i < losses.size(); ++i)
        total = total + weights[i] * losses[i]->function(in, options);
    return total;
}

Result<PreferenceObjective> makePreferenceObjective(const std::vector<std::string>& names,
                                                    const std::vector<double>& weights,
                                                    const PreferenceOptions& options) {
    if (names.empty())
        return refused("dpo.loss_type: the list is empty; name at least one loss, for example sigmoid");
    if (!weights.empty() && weights.size() != names.size())
        return refused("dpo.loss_weights: " + std::to_string(weights.size()) + " numbers for " +
                       std::to_string(names.size()) + " losses");
    TB_TRY(checkOptions(options));
    PreferenceObjective objective{{}, weights, options};
    if (weights.empty())
        objective.weights.assign(names.size(), 1.0);
    for (const auto& name : names) {
        const auto* loss = findPreferenceLoss(name);
        if (!loss)
            return refused("dpo.loss_type '" + name + "': not a known loss");
        TB_TRY(checkLoss(*loss, options));
        objective.losses.push_back(loss);
    }
    return objective;
}

} // namespace tiebreak
