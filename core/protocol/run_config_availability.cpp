#include "protocol/run_config_availability.h"

#include <algorithm>
#include <array>

namespace tiebreak {

namespace {

struct Feature {
    std::string_view name;
    bool landed;
};

constexpr std::array kMethods{
    Feature{"dpo", true},   Feature{"ppo", true},   Feature{"sft", true},   Feature{"reward", true},
    Feature{"kto", true},   Feature{"rloo", false}, Feature{"grpo", false}, Feature{"orpo", true},
    Feature{"simpo", true}, Feature{"cpo", true},   Feature{"bco", true},
};

constexpr std::array kRewardKinds{
    Feature{"vader", true},       Feature{"length", true},   Feature{"model", true},
    Feature{"repetition", false}, Feature{"regex", false},   Feature{"json", false},
    Feature{"keyword", false},    Feature{"program", false},
};

constexpr std::array<std::string_view, 15> kDpoLosses{
    "sigmoid",  "hinge",    "ipo",       "exo_pair", "nca_pair",
    "robust",   "bco_pair", "sppo_hard", "aot",      "aot_unpaired",
    "apo_zero", "apo_down", "discopop",  "sft",      "sigmoid_norm",
};

template <class Table>
const Feature* find(const Table& table, std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(), [name](const Feature& feature) {
        return feature.name == name;
    });
    return found == table.end() ? nullptr : &*found;
}

Error notAvailable(const std::string& key, std::string_view value) {
    return {ErrorCode::Unsupported,
            "'" + key + "' " + std::string(value) + " is not available in this version"};
}

} // namespace

bool isKnownMethod(std::string_view method) {
    return find(kMethods, method) != nullptr;
}
bool isKnownRewardKind(std::string_view kind) {
    return find(kRewardKinds, kind) != nullptr;
}
bool isKnownDpoLoss(std::string_view loss) {
    return std::find(kDpoLosses.begin(), kDpoLosses.end(), loss) != kDpoLosses.end();
}

Status checkAvailable(const RunConfig& config) {
    const Feature* method = find(kMethods, config.method);
    if (!method || !method->landed)
        return notAvailable("method", config.method);
    for (const auto& reward : config.rewards) {
        const Feature* kind = find(kRewardKinds, reward.kind);
        if (!kind || !kind->landed)
            return notAvailable("rewards.kind", reward.kind);
    }
    if (!config.evalData.empty() && config.method == "ppo")
        return notAvailable("eval_data", "of method ppo");
    if (config.ppo.klBudget)
        return notAvailable("ppo.kl_budget", "a number");
    if (config.ppo.valueHead != "trunk")
        return notAvailable("ppo.value_head", config.ppo.valueHead);
    return {};
}

} // namespace tiebreak
