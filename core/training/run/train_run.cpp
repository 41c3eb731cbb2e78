#include "training/run/train_run.h"

#include "reward/reward_function.h"
#include "tensor/torch_error.h"
#include "training/dpo/dpo_trainer.h"
#include "training/free/free_pair_trainer.h"
#include "training/kto/kto_trainer.h"
#include "training/ppo/ppo_trainer.h"
#include "training/ppo/prompt_data.h"
#include "training/reward/reward_trainer.h"
#include "training/run/run_creation.h"
#include "training/run/run_environment.h"
#include "training/run/run_session.h"
#include "training/run/trainable_count.h"
#include "training/run/training_loop.h"
#include "training/sft/sft_trainer.h"

#include <iostream>

namespace tiebreak {

namespace {

using TrainerResult = Result<std::unique_ptr<Trainer>>;

Result<PreferenceData> readPairs(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto model, readSizes(config.model));
    return encodePreferenceFile(text.encoder(config), config.data, model.vocabulary);
}

Result<SftData> readSftRows(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto model, readSizes(config.model));
    return encodeSftFile(text.encoder(config),
                         {config.sft.completionOnly, config.sft.assistantOnly}, config.data,
                         model.vocabulary);
}

Result<RewardData> readScoredPairs(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto model, readSizes(config.model));
    return encodeRewardFile(text.encoder(config), config.data, model.vocabulary);
}

Result<KtoData> readJudgedRows(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto model, readSizes(config.model));
    return encodeKtoFile(text.encoder(config), config.data, model.vocabulary, config.batchSize);
}

/// A trainer over the rows that `read` makes of the run's data.
template <class Method, class Data>
TrainerResult makeOver(Result<Data> (*read)(const RunConfig&, const TextTools&),
                       const RunConfig& config, PolicyModel policy, TextTools text) {
    TB_ASSIGN(auto data, read(config, text));
    TB_ASSIGN(auto trainer,
              Method::make(config, std::move(policy), std::move(text), std::move(data)));
    return std::unique_ptr<Trainer>(std::move(trainer));
}

/// The weighted sum of run.json's rewards as PPO calls it.
Result<ScoreResponses> scoreFrom(const RunConfig& config, const TextTools& text) {
    for (const auto& reward : config.rewards)
        if (reward.kind == "vader" && !text.tokenizer)
            return Error{
                ErrorCode::BadArgument,
                "rewards 'vader' reads text, and the model has no tokenizer to make text with",
                config.model,
                {}};
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

TrainerResult makeMethod(const RunConfig& config, PolicyModel policy, TextTools text) {
    if (config.method == "ppo")
        return makePpo(config, std::move(policy), std::move(text));
    if (config.method == "sft")
        return makeOver<SftTrainer>(readSftRows, config, std::move(policy), std::move(text));
    if (config.method == "reward")
        return makeOver<RewardTrainer>(readScoredPairs, config, std::move(policy), std::move(text));
    if (config.method == "kto" || config.method == "bco")
        return makeOver<KtoTrainer>(readJudgedRows, config, std::move(policy), std::move(text));
    if (config.method == "orpo" || config.method == "simpo" || config.method == "cpo")
        return makeOver<FreePairTrainer>(readPairs, config, std::move(policy), std::move(text));
    return makeOver<DpoTrainer>(readPairs, config, std::move(policy), std::move(text));
}

TrainerResult makeTrainer(const RunConfig& config, RunSession& session) {
    TB_ASSIGN(auto text, loadTextTools(config));
    Status stop;
    auto policy = loadPolicy(config, [&] { return stop = session.obey(), !stop.ok(); });
    if (!stop)
        return stop.error();
    if (!policy)
        return policy.error();
    return makeMethod(config, std::move(*policy), std::move(text));
}

/// Written at the first start; later starts say what is no longer the same.
Status settleEnvironment(RunSession& session, const std::optional<RunEnvironment>& before,
                         const RunEnvironment& now) {
    if (!before)
        return writeEnvironment(session.folder(), now);
    const auto changed = differences(*before, now);
    if (changed.empty())
        return {};
    for (const auto& difference : changed)
        std::cerr << "not as at the first start, the last bits may differ: " << difference << '\n';
    return session.appendMetrics({{"event", "environment"}, {"differs", changed}});
}

Status trainInSession(RunSession& session) {
    TB_ASSIGN(auto config, readCheckedConfig(session.folder()));
    TB_ASSIGN(const auto before, readEnvironment(session.folder()));
    TB_ASSIGN(const auto now, chooseEnvironment(config, before));
    TB_TRY(settleEnvironment(session, before, now));
    makeRepeatable(config.seed);
    TB_ASSIGN(const auto trainer, makeTrainer(config, session));
    return runTrainingLoop(config, session, *trainer);
}

/// Steps of a run over `rows` rows or packed sequences.
std::int64_t stepsOver(const RunConfig& config, std::size_t rows) {
    const BatchPlan plan({static_cast<std::int64_t>(rows), config.batchSize,
                          config.gradientAccumulation, config.epochs, config.maxSteps});
    return rows == 0 ? 0 : plan.totalSteps();
}

template <class Data>
Result<nlohmann::json> describeRows(const RunConfig& config, Result<Data> data) {
    if (!data)
        return data.error();
    nlohmann::json report = describe(*data);
    report["steps"] = stepsOver(config, data->rows.size());
    return report;
}

Result<nlohmann::json> describeSft(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto data, readSftRows(config, text));
    nlohmann::json report = describe(data);
    const std::size_t units =
        config.sft.packing ? packRows(data.rows, config.maxLength).size() : data.rows.size();
    report["steps"] = stepsOver(config, units);
    return report;
}

Result<nlohmann::json> describePrompts(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto prompts, readPrompts(config, text));
    nlohmann::json report = describe(prompts);
    report["steps"] = ppoSteps(config);
    return report;
}

Result<nlohmann::json> describeMethod(const RunConfig& config, const TextTools& text) {
    if (config.method == "ppo")
        return describePrompts(config, text);
    if (config.method == "sft")
        return describeSft(config, text);
    if (config.method == "reward")
        return describeRows(config, readScoredPairs(config, text));
    if (config.method == "kto" || config.method == "bco")
        return describeRows(config, readJudgedRows(config, text));
    return describeRows(config, readPairs(config, text));
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
    TB_ASSIGN(auto report, describeMethod(config, text));
    report["trainable"] =
        trainableCount(model, config.lora) + (config.method == "ppo" ? model.width + 1 : 0);
    return report;
}

} // namespace tiebreak
