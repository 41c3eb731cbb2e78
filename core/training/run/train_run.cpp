#include "training/run/train_run.h"

#include "tensor/threads.h"
#include "tensor/torch_error.h"
#include "reward/reward_function.h"
#include "training/dpo/dpo_trainer.h"
#include "training/ppo/ppo_trainer.h"
#include "training/ppo/prompt_data.h"
#include "training/run/run_creation.h"
#include "training/run/run_session.h"
#include "training/run/trainable_count.h"
#include "training/run/training_loop.h"

namespace tiebreak {

namespace {

using TrainerResult = Result<std::unique_ptr<Trainer>>;

Result<PreferenceData> readPairs(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto model, readSizes(config.model));
    return encodePreferenceFile(text.encoder(config), config.data, model.vocabulary);
}

TrainerResult makeDpo(const RunConfig& config, PolicyModel policy, TextTools text) {
    TB_ASSIGN(auto data, readPairs(config, text));
    TB_ASSIGN(auto trainer, DpoTrainer::make(config, std::move(policy), std::move(text), std::move(data)));
    return std::unique_ptr<Trainer>(std::move(trainer));
}

/// The weighted sum of run.json's rewards as PPO calls it.
Result<ScoreResponses> scoreFrom(const RunConfig& config, const TextTools& text) {
    for (const auto& reward : config.rewards)
        if (reward.kind == "vader" && !text.tokenizer)
            return Error{ErrorCode::BadArgument,
                         "rewards 'vader' reads text, and the model has no tokenizer to make text with",
                         config.model, {}};
    TB_ASSIGN(auto made, makeRewards(config.rewards));
    const std::shared_ptr<const RewardFunction> reward = std::move(made);
    return ScoreResponses([reward](const std::vector<ScoredResponse>& responses) {
        std::vector<double> scores;
        for (const auto& response : responses)
            scores.push_back(reward->score({response.prompt, response.response, response.tokens}));
        return Result(std::move(scores));
    });
}

Result<PromptData> readPrompts(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto model, readSizes(config.model));
    return encodePromptFile(text.encoder(config), config.prompts, model.vocabulary);
}

TrainerResult makePpo(const RunConfig& config, PolicyModel policy, TextTools text) {
    TB_ASSIGN(auto prompts, readPrompts(config, text));
    TB_ASSIGN(auto score, scoreFrom(config, text));
    TB_ASSIGN(auto trainer, PpoTrainer::make(config, std::move(policy), std::move(text),
                                             std::move(prompts.prompts), std::move(score)));
    return std::unique_ptr<Trainer>(std::move(trainer));
}

TrainerResult makeTrainer(const RunConfig& config, RunSession& session) {
    TB_ASSIGN(auto text, loadTextTools(config));
    Status stop;
    auto policy = loadPolicy(config, [&] { return stop = session.obey(), !stop.ok(); });
    if (!stop)
        return stop.error();
    if (!policy)
        return policy.error();
    return config.method == "ppo" ? makePpo(config, std::move(*policy), std::move(text))
                                  : makeDpo(config, std::move(*policy), std::move(text));
}

Status trainInSession(RunSession& session) {
    TB_ASSIGN(const auto config, readCheckedConfig(session.folder()));
    setThreads(config.threads);
    TB_ASSIGN(const auto trainer, makeTrainer(config, session));
    return runTrainingLoop(config, session, *trainer);
}

Result<nlohmann::json> describePairs(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto data, readPairs(config, text));
    nlohmann::json report = describe(data);
    const BatchPlan plan({static_cast<std::int64_t>(data.rows.size()), config.batchSize,
                          config.gradientAccumulation, config.epochs, config.maxSteps});
    report["steps"] = data.rows.empty() ? 0 : plan.totalSteps();
    return report;
}

Result<nlohmann::json> describePrompts(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto prompts, readPrompts(config, text));
    nlohmann::json report = describe(prompts);
    report["steps"] = ppoSteps(config);
    return report;
}

bool isFinished(const RunFolder& folder) {
    const auto state = readRunState(folder);
    return state && state->state == "finished";
}

} // namespace

Status trainRun(const RunFolder& folder) {
    if (isFinished(folder))
        return {};
    TB_ASSIGN(const auto session, RunSession::open(folder));
    const Status result = guardTorch("training", [&] { return trainInSession(*session); });
    session->close(result);
    return result;
}

Result<nlohmann::json> preflightRun(const RunFolder& folder) {
    TB_ASSIGN(const auto config, readCheckedConfig(folder));
    TB_ASSIGN(const auto text, loadTextTools(config));
    TB_ASSIGN(const auto model, readSizes(config.model));
    TB_ASSIGN(auto report, config.method == "ppo" ? describePrompts(config, text) : describePairs(config, text));
    report["trainable"] = trainableCount(model, config.lora) + (config.method == "ppo" ? model.width + 1 : 0);
    return report;
}

} // namespace tiebreak
