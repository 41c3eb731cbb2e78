#include "serve/response_scorer.h"

#include "model/sequence_classifier.h"
#include "reward/reward_function.h"
#include "text/tokenizer.h"

#include <ATen/core/Tensor.h>
#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

constexpr std::size_t kMostRows = 16; // texts that are scored together

Error badReward(const std::string& message) {
    return {ErrorCode::BadArgument, "rewards: " + message, "", nullptr};
}

Result<RewardConfig> configOf(const nlohmann::json& item) {
    if (!item.is_object() || !item.contains("kind") || !item["kind"].is_string())
        return badReward("each needs a 'kind'");
    RewardConfig config;
    config.kind = item["kind"].get<std::string>();
    config.weight = item.value("weight", nlohmann::json(1)).is_number() ? item.value("weight", 1.0)
                                                                        : std::nan("");
    if (!std::isfinite(config.weight))
        return badReward("weight of '" + config.kind + "' is not a finite number");
    config.options = item;
    return config;
}

} // namespace

struct ResponseScorer::Model {
    SequenceClassifier classifier;
    std::shared_ptr<const Tokenizer> tokenizer;

    Result<std::vector<std::int64_t>> idsOf(const std::string& text) const {
        TB_ASSIGN(const auto ids, tokenizer->encode(text, {}));
        if (ids.empty())
            return badReward("a text has no tokens");
        const auto most = static_cast<std::size_t>(classifier.config().context);
        if (ids.size() > most)
            return badReward("a text has " + std::to_string(ids.size()) +
                             " tokens, and the reward model's context is " + std::to_string(most));
        return std::vector<std::int64_t>(ids.begin(), ids.end());
    }
};

ResponseScorer::ResponseScorer() = default;
ResponseScorer::~ResponseScorer() = default;

Result<ResponseScorer::Model*> ResponseScorer::model(const std::string& folder) {
    auto& slot = m_models[folder];
    if (!slot) {
        TB_ASSIGN(auto classifier, SequenceClassifier::load(folder, {}));
        TB_ASSIGN(auto tokenizer, loadTokenizer(folder));
        slot.reset(new Model{std::move(classifier), std::move(tokenizer)});
    }
    return slot.get();
}

Status ResponseScorer::addModelScores(const std::string& folder, double weight,
                                      const ScoreRequest& request, std::vector<double>& sums) {
    TB_ASSIGN(const Model* const reward, model(folder));
    const std::size_t label = scoredLabel(reward->classifier.config());
    for (std::size_t first = 0; first < request.texts.size(); first += kMostRows) {
        const std::size_t end = std::min(first + kMostRows, request.texts.size());
        std::vector<std::vector<std::int64_t>> rows;
        for (std::size_t i = first; i < end; ++i) {
            TB_ASSIGN(auto ids, reward->idsOf(request.prompt + request.texts[i]));
            rows.push_back(std::move(ids));
        }
        TB_ASSIGN(const auto scores, reward->classifier.scores(rows)); // [B, labels]
        const auto labels = static_cast<std::size_t>(scores.size(1));
        const auto* values = scores.const_data_ptr<float>();
        for (std::size_t i = first; i < end; ++i)
            sums[i] += weight * double(values[(i - first) * labels + label]);
    }
    return {};
}

Result<std::vector<double>> ResponseScorer::score(const ScoreRequest& request) {
    if (request.rewards.empty())
        return badReward("is empty: name at least one, for example vader");
    std::vector<double> sums(request.texts.size(), 0.0);
    for (const auto& item : request.rewards) {
        TB_ASSIGN(const RewardConfig config, configOf(item));
        if (config.kind == "model") {
            const auto path = item.value("path", nlohmann::json());
            if (!path.is_string())
                return badReward("'model' needs a 'path'");
            TB_TRY(addModelScores(path.get<std::string>(), config.weight, request, sums));
            continue;
        }
        TB_ASSIGN(const auto reward, makeReward(config));
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += config.weight *
                       reward->score({request.prompt, request.texts[i], request.tokens[i]});
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (!std::isfinite(sums[i]))
            return Error{ErrorCode::NonFinite,
                         "text " + std::to_string(i) + ": its score is not finite", "", nullptr};
    return sums;
}

} // namespace tiebreak
