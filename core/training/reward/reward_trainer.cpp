#include "training/reward/reward_trainer.h"

#include "model/save_model.h"
#include "reward/reward_model.h"
#include "tensor/torch_error.h"
#include "training/rollout/kl_probe.h"

#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

NamedTensors parametersOf(const PolicyModel& policy, const ScoreHead& head) {
    NamedTensors all = policy.decoder->trainableParameters();
    all.emplace_back("score.weight", head.weight());
    return all;
}

/// That of the adapter it goes on from, else that of the model, else a new one.
Result<ScoreHead> headFor(const RunConfig& config, const PolicyModel& policy) {
    if (policy.scoreHead.defined())
        return ScoreHead(policy.scoreHead.clone());
    return ScoreHead::make(config.model, policy.decoder->config().width, config.seed,
                           policy.decoder->device());
}

} // namespace

Result<std::int64_t> padIdOf(const RunConfig& config, const TextTools& text,
                             const ModelConfig& model) {
    if (config.padToken) {
        const auto id = text.tokenizer ? text.tokenizer->idOf(*config.padToken) : std::nullopt;
        if (id)
            return static_cast<std::int64_t>(*id);
        return Error{ErrorCode::BadArgument,
                     "pad_token '" + *config.padToken + "' is not in the model's vocabulary",
                     {},
                     {}};
    }
    return defaultPadId(text.tokenizer.get(), model);
}

RewardTrainer::RewardTrainer(const RunConfig& config, PolicyModel policy, TextTools text,
                             RewardData data, ScoreHead head, std::int64_t padId)
    : RowTrainer(config, policy, std::move(text), unitsOf(data), parametersOf(policy, head))
    , m_rows(std::move(data.rows))
    , m_head(std::move(head))
    , m_padId(padId) {}

Result<std::unique_ptr<RewardTrainer>>
RewardTrainer::make(const RunConfig& config, PolicyModel policy, TextTools text, RewardData data) {
    if (data.rows.empty())
        return noRowsLeft(data, config.data);
    const ModelConfig& model = policy.decoder->config();
    TB_ASSIGN(const auto padId, padIdOf(config, text, model));
    TB_ASSIGN(auto head, headFor(config, policy));
    head.weight().set_requires_grad(true);
    return std::unique_ptr<RewardTrainer>(new RewardTrainer(
        config, std::move(policy), std::move(text), std::move(data), std::move(head), padId));
}

Result<std::vector<ProbeAnswer>> RewardTrainer::probe() {
    std::vector<const RewardRow*> fixed;
    for (const auto& row : m_rows)
        if (fixed.size() < kProbePrompts)
            fixed.push_back(&row);
    TB_ASSIGN(const auto scores, guardTorch("scoring the fixed responses", [&] {
                  const c10::NoGradGuard guard;
                  return scorePairs(decoder(), m_head, fixed, m_padId).chosen.to(at::kCPU);
              }));
    std::vector<ProbeAnswer> answers;
    for (std::size_t i = 0; i < fixed.size(); ++i) {
        const auto& ids = fixed[i]->chosen;
        const std::vector<TokenId> tokens(ids.begin(), ids.end());
        const auto place = static_cast<std::int64_t>(i);
        answers.push_back({place,
                           0,
                           {},
                           text().tokenizer ? text().tokenizer->decode(tokens) : "",
                           ids,
                           {},
                           scores[place].item<double>()});
    }
    return answers;
}

MicroBatchResult RewardTrainer::microBatch(const RowIndices& rows, double share) {
    const double scale = share / static_cast<double>(rows.size());
    RewardSums sums;
    for (const auto& group :
         groupRows(rows, kTokensAtOnce, [&](auto row) { return m_rows[row].tokens(); })) {
        std::vector<const RewardRow*> pairs;
        for (const std::uint64_t row : group)
            pairs.push_back(&m_rows[row]);
        sums += rewardPass(decoder(), m_head, {config().reward.centerCoefficient}, pairs, m_padId,
                           scale);
    }
    MicroBatchResult result;
    result.loss = share * sums.loss / sums.pairs;
    result.tokens = sums.tokens;
    result.metrics = {{"min_reward", sums.smallest},
                      {"mean_reward", sums.total / (2 * sums.pairs)},
                      {"max_reward", sums.largest},
                      {"accuracy", sums.accurate / sums.pairs},
                      {"margin", sums.margin / sums.pairs}};
    return result;
}

NamedTensors RewardTrainer::extraParameters() const {
    return {{"score.weight", m_head.weight()}};
}

Status RewardTrainer::saveModel(const std::filesystem::path& folder) const {
    const ScoreHeadFile head{m_head.weight(), m_padId};
    return policy().lora ? saveLora(decoder(), *policy().lora, folder, config().model, head.weight)
                         : tiebreak::saveModel(decoder(), config().model, folder, head);
}

} // namespace tiebreak
