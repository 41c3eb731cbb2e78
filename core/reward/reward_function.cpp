#include "reward/reward_function.h"

#include "reward/length_reward.h"
#include "reward/vader.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr std::int64_t kDefaultLength = 32; ///< tokens

class VaderReward : public RewardFunction {
public:
    double score(const RewardInput& input) const override {
        return VaderLexicon::instance().meanValence(input.completion);
    }
};

class LengthReward : public RewardFunction {
public:
    explicit LengthReward(std::int64_t target)
        : m_target(target) {}
    double score(const RewardInput& input) const override {
        return lengthReward(input.tokens, m_target);
    }

private:
    std::int64_t m_target; ///< tokens
};

class WeightedSum : public RewardFunction {
public:
    void add(double weight, std::unique_ptr<RewardFunction> part) {
        m_parts.push_back({weight, std::move(part)});
    }
    double score(const RewardInput& input) const override {
        double sum = 0;
        for (const auto& part : m_parts)
            sum += part.weight * part.function->score(input);
        return sum;
    }

private:
    struct Part {
        double weight;
        std::unique_ptr<RewardFunction> function;
    };
    std::vector<Part> m_parts;
};

Status checkKeys(const RewardConfig& config, const std::vector<std::string>& allowed) {
    for (const auto& [key, value] : config.options.items())
        if (key != "kind" && key != "weight" &&
            std::find(allowed.begin(), allowed.end(), key) == allowed.end())
            return Error{ErrorCode::BadArgument,
                         "reward '" + config.kind + "' has no key '" + key + "'"};
    return {};
}

Result<std::int64_t> lengthTarget(const RewardConfig& config) {
    const auto found = config.options.find("target");
    if (found == config.options.end())
        return kDefaultLength;
    if (!found->is_number_integer() || found->get<std::int64_t>() < 1)
        return Error{ErrorCode::BadArgument, "reward 'length': target " + found->dump() +
                                                 " must be a whole number above 0"};
    return found->get<std::int64_t>();
}

} // namespace

Result<std::unique_ptr<RewardFunction>> makeReward(const RewardConfig& config) {
    if (config.kind == "vader") {
        TB_TRY(checkKeys(config, {}));
        return std::unique_ptr<RewardFunction>(std::make_unique<VaderReward>());
    }
    if (config.kind == "length") {
        TB_TRY(checkKeys(config, {"target"}));
        TB_ASSIGN(const auto target, lengthTarget(config));
        return std::unique_ptr<RewardFunction>(std::make_unique<LengthReward>(target));
    }
    for (const char* later : {"repetition", "regex", "json", "keyword", "program"})
        if (config.kind == later)
            return Error{ErrorCode::Unsupported,
                         "reward '" + config.kind + "' is not available in this version"};
    return Error{ErrorCode::BadArgument,
                 "reward '" + config.kind + "' is unknown: known are vader, length and model"};
}

Result<std::unique_ptr<RewardFunction>> makeRewards(const std::vector<RewardConfig>& configs) {
    if (configs.empty())
        return Error{ErrorCode::BadArgument,
                     "rewards is empty: name at least one, for example vader"};
    auto sum = std::make_unique<WeightedSum>();
    for (const auto& config : configs) {
        if (!std::isfinite(config.weight))
            return Error{ErrorCode::BadArgument,
                         "reward '" + config.kind + "': weight is not a finite number"};
        TB_ASSIGN(auto part, makeReward(config));
        sum->add(config.weight, std::move(part));
    }
    return std::unique_ptr<RewardFunction>(std::move(sum));
}

} // namespace tiebreak
