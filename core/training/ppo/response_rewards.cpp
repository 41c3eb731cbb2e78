#include "training/ppo/response_rewards.h"

#include "reward/reward_function.h"
#include "reward/reward_model.h"
#include "tensor/device.h"
#include "training/run/trainable_count.h"

#include <algorithm>

namespace tiebreak {

namespace {

using Ids = std::vector<std::int64_t>;

/// One reward model of the sum.
struct WeightedModel {
    double weight;
    std::shared_ptr<const RewardModel> model;
};

/// Everything a score is made of; shared by the copies of the function.
struct Parts {
    std::shared_ptr<const RewardFunction> function; ///< null: models alone
    std::vector<WeightedModel> models;
    Ids eosIds;  ///< of the policy
    Ids closing; ///< what the chat template writes after the EOS of an answer
};

Error wrongEntry(const std::string& what, const std::string& path = {}) {
    return {ErrorCode::BadArgument, "rewards 'model': " + what, path, {}};
}

Result<std::string> pathOf(const RewardConfig& reward, const char* key) {
    const auto found = reward.options.find(key);
    if (found == reward.options.end() || found->is_null())
        return std::string();
    if (!found->is_string())
        return wrongEntry(std::string("'") + key + "' is " + found->dump() + ", not a path");
    return found->get<std::string>();
}

Status checkKeys(const RewardConfig& reward) {
    for (const auto& [key, value] : reward.options.items())
        if (key != "model" && key != "adapter" && key != "tokenizer")
            return wrongEntry("no key '" + key + "'; known are model, adapter and tokenizer");
    return {};
}

/// The model scores the policy's own ids, so both must mean the same by them.
Status checkSameTokens(const TextTools& text, const Tokenizer* other, const std::string& path) {
    if (!text.tokenizer || !other)
        return {};
    if (text.tokenizer->size() != other->size())
        return wrongEntry("its tokenizer has " + std::to_string(other->size()) +
                              " tokens, the policy's " + std::to_string(text.tokenizer->size()) +
                              "; train one on the policy's base model",
                          path);
    for (TokenId id = 0; id < static_cast<TokenId>(other->size()); ++id)
        if (text.tokenizer->piece(id) != other->piece(id))
            return wrongEntry("token " + std::to_string(id) + " is '" + other->piece(id) +
                                  "', in the policy '" + text.tokenizer->piece(id) +
                                  "'; train one on the policy's base model",
                              path);
    return {};
}

/// Null in a model without one.
Result<std::shared_ptr<const Tokenizer>> tokenizerOf(const std::string& path) {
    auto tokenizer = loadTokenizer(path);
    if (tokenizer)
        return std::move(*tokenizer);
    if (tokenizer.error().code == ErrorCode::NotFound)
        return std::shared_ptr<const Tokenizer>();
    return tokenizer.error();
}

Result<WeightedModel> loadModelReward(const RewardConfig& reward, const RunConfig& config,
                                      const TextTools& text) {
    TB_TRY(checkKeys(reward));
    TB_ASSIGN(const auto model, pathOf(reward, "model"));
    TB_ASSIGN(const auto adapter, pathOf(reward, "adapter"));
    TB_ASSIGN(const auto named, pathOf(reward, "tokenizer"));
    if (model.empty())
        return wrongEntry("'model' is missing. Name a reward model's folder, or the base model of "
                          "'adapter'");
    TB_ASSIGN(const auto tokenizer, tokenizerOf(named.empty() ? model : named));
    TB_TRY(checkSameTokens(text, tokenizer.get(), model));
    LoadOptions options;
    TB_ASSIGN(options.dtype, parseDtype(config.dtype));
    TB_ASSIGN(options.device, parseDevice(config.device));
    TB_ASSIGN(auto loaded, RewardModel::load({model, adapter}, tokenizer.get(), options));
    return WeightedModel{reward.weight, std::make_shared<const RewardModel>(std::move(loaded))};
}

Status addFunctions(Parts& parts, const RunConfig& config, const TextTools& text) {
    std::vector<RewardConfig> functions;
    for (const auto& reward : config.rewards) {
        if (reward.kind == "vader" && !text.tokenizer)
            return Error{
                ErrorCode::BadArgument,
                "rewards 'vader' reads text, and the model has no tokenizer to make text with",
                config.model,
                {}};
        if (reward.kind != "model")
            functions.push_back(reward);
    }
    if (functions.empty() && !config.rewards.empty())
        return {};
    TB_ASSIGN(parts.function, makeRewards(functions));
    return {};
}

bool isIn(const Ids& ids, std::int64_t id) {
    return std::ranges::find(ids, id) != ids.end();
}

/// The tokens of a short conversation after the EOS of its answer.
Ids closingTokens(const RunConfig& config, const TextTools& text, const Ids& eosIds) {
    const auto row =
        nlohmann::ordered_json::parse(R"({"prompt":[{"role":"user","content":"a"}],)"
                                      R"("completion":[{"role":"assistant","content":"b"}]})");
    const auto encoded = text.encoder(config).encodeCompletion(row);
    if (!encoded)
        return {};
    const Ids& ids = encoded->completion;
    const auto last =
        std::find_if(ids.rbegin(), ids.rend(), [&](std::int64_t id) { return isIn(eosIds, id); });
    return last == ids.rend() ? Ids() : Ids(last.base(), ids.end());
}

Ids rowOf(const ScoredResponse& response, const Parts& parts) {
    Ids row = response.promptIds;
    row.insert(row.end(), response.ids.begin(), response.ids.end());
    if (!response.ids.empty() && isIn(parts.eosIds, response.ids.back()))
        row.insert(row.end(), parts.closing.begin(), parts.closing.end());
    return row;
}

Result<std::vector<double>> scoreAll(const Parts& parts,
                                     const std::vector<ScoredResponse>& responses) {
    std::vector<double> scores(responses.size(), 0);
    for (std::size_t i = 0; parts.function && i < responses.size(); ++i)
        scores[i] = parts.function->score(
            {responses[i].prompt, responses[i].response, std::ssize(responses[i].ids)});
    if (parts.models.empty())
        return scores;
    std::vector<Ids> rows;
    for (const auto& response : responses)
        rows.push_back(rowOf(response, parts));
    for (const auto& part : parts.models) {
        TB_ASSIGN(const auto values, part.model->scores(rows));
        for (std::size_t i = 0; i < scores.size(); ++i)
            scores[i] += part.weight * values[i];
    }
    return scores;
}

} // namespace

Result<ScoreResponses> makeResponseRewards(const RunConfig& config, const TextTools& text,
                                           bool conversations) {
    auto parts = std::make_shared<Parts>();
    TB_TRY(addFunctions(*parts, config, text));
    for (const auto& reward : config.rewards) {
        if (reward.kind != "model")
            continue;
        TB_ASSIGN(auto model, loadModelReward(reward, config, text));
        parts->models.push_back(std::move(model));
    }
    TB_ASSIGN(const auto policy, readSizes(config.model));
    parts->eosIds = policy.eosIds;
    if (conversations && !parts->models.empty())
        parts->closing = closingTokens(config, text, parts->eosIds);
    return ScoreResponses([parts = std::shared_ptr<const Parts>(std::move(parts))](
                              const auto& responses) { return scoreAll(*parts, responses); });
}

} // namespace tiebreak
