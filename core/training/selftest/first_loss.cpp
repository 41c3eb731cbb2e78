#include "training/selftest/first_loss.h"

#include <cmath>
#include <numbers>
#include <string_view>

namespace tiebreak {

namespace {

using std::numbers::ln2;

// Each formula of preference_losses.h at c = r = 0, where every σ is ½ and every log σ is −ln 2.
std::optional<double> atZero(std::string_view name, const PreferenceOptions& options) {
    const double target = 1 / (2 * options.beta);
    const double noise = options.labelSmoothing;
    if (name == "sigmoid" || name == "robust" || name == "aot" || name == "aot_unpaired" ||
        name == "sigmoid_norm")
        return ln2;
    if (name == "nca_pair" || name == "bco_pair")
        return 2 * ln2;
    if (name == "hinge" || name == "apo_zero" || name == "apo_down")
        return 1;
    if (name == "ipo")
        return target * target;
    if (name == "sppo_hard")
        return 2 * target * target;
    if (name == "exo_pair")
        return -ln2 - (std::log1p(-noise) + std::log(noise)) / 2;
    if (name == "discopop")
        return (ln2 + 1) / 2;
    return std::nullopt;
}

} // namespace

std::optional<double> expectedFirstLoss(const PreferenceObjective& objective) {
    double total = 0;
    for (std::size_t i = 0; i < objective.losses.size(); ++i) {
        const auto one = atZero(objective.losses[i]->name, objective.options);
        if (!one)
            return std::nullopt;
        total += objective.weights[i] * *one;
    }
    return total;
}

} // namespace tiebreak
