#include "training/run/run_methods.h"

#include "training/data/batch_plan.h"
#include "training/dpo/dpo_trainer.h"
#include "training/free/free_pair_trainer.h"
#include "training/kto/kto_trainer.h"
#include "training/ppo/ppo_trainer.h"
#include "training/ppo/prompt_data.h"
#include "training/ppo/response_rewards.h"
#include "training/reward/reward_trainer.h"
#include "training/run/trainable_count.h"
#include "training/selftest/self_test_subject.h"
#include "training/sft/sft_trainer.h"

#include <algorithm>

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

/// How a method reads its rows and what trains on them.
template <class Trained, class Data>
struct Method {
    Result<Data> (*read)(const RunConfig&, const TextTools&);
};

/// Calls `visit` with the Method of every method that learns from rows.
template <class Visit>
auto withMethod(const std::string& name, Visit&& visit) {
    if (name == "sft")
        return visit(Method<SftTrainer, SftData>{readSftRows});
    if (name == "reward")
        return visit(Method<RewardTrainer, RewardData>{readScoredPairs});
    if (name == "kto" || name == "bco")
        return visit(Method<KtoTrainer, KtoData>{readJudgedRows});
    if (name == "orpo" || name == "simpo" || name == "cpo")
        return visit(Method<FreePairTrainer, PreferenceData>{readPairs});
    return visit(Method<DpoTrainer, PreferenceData>{readPairs});
}

/// Appends the rows of eval_data, read as those of data.
template <class Data>
Status addEvaluation(Data& data, Result<Data> (*read)(const RunConfig&, const TextTools&),
                     const RunConfig& config, const TextTools& text) {
    if (config.evalData.empty())
        return {};
    RunConfig held = config;
    held.data = config.evalData;
    TB_ASSIGN(auto more, read(held, text));
    data.evalRows = more.rows.size();
    data.rows.insert(data.rows.end(), std::make_move_iterator(more.rows.begin()),
                     std::make_move_iterator(more.rows.end()));
    return {};
}

template <class Trained, class Data>
TrainerResult makeOver(const Method<Trained, Data>&, const RunConfig& config, PolicyModel policy,
                       TextTools text, Data data) {
    TB_ASSIGN(auto trainer,
              Trained::make(config, std::move(policy), std::move(text), std::move(data)));
    return std::unique_ptr<Trainer>(std::move(trainer));
}

Result<PromptData> readPrompts(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto model, readSizes(config.model));
    return encodePromptFile(text.encoder(config), config.prompts, model.vocabulary);
}

TrainerResult makePpo(const RunConfig& config, PolicyModel policy, TextTools text,
                      PromptData prompts) {
    TB_ASSIGN(auto score, makeResponseRewards(config, text, prompts.conversations));
    TB_ASSIGN(auto trainer, PpoTrainer::make(config, std::move(policy), std::move(text),
                                             std::move(prompts.prompts), std::move(score)));
    return std::unique_ptr<Trainer>(std::move(trainer));
}

/// Only the rows of one batch, the longest there are.
template <class Data>
void keepLongest(Data& data, std::int64_t count) {
    std::stable_sort(data.rows.begin(), data.rows.end(),
                     [](const auto& a, const auto& b) { return a.tokens() > b.tokens(); });
    data.rows.resize(std::min(data.rows.size(), static_cast<std::size_t>(count)));
}

/// Steps of a run over `rows` rows or packed sequences.
std::int64_t stepsOver(const RunConfig& config, std::size_t rows) {
    const BatchPlan plan({static_cast<std::int64_t>(rows), config.batchSize,
                          config.gradientAccumulation, config.epochs, config.maxSteps});
    return rows == 0 ? 0 : plan.totalSteps();
}

/// What an epoch of them has.
template <class Data>
std::size_t unitsIn(const RunConfig&, const Data& data) {
    return data.rows.size();
}
std::size_t unitsIn(const RunConfig& config, const SftData& data) {
    return config.sft.packing ? packRows(data.rows, config.maxLength).size() : data.rows.size();
}

PreferenceRow asPair(const PreferenceRow& row) {
    return row;
}
PreferenceRow asPair(const KtoRow& row) {
    return {row.prompt, row.completion, {}};
}
PreferenceRow asPair(const RewardRow& row) {
    return {{}, row.chosen, row.rejected};
}
PreferenceRow asPair(const SftRow& row) {
    const auto first = std::find(row.trained.begin(), row.trained.end(), true);
    const auto middle = row.ids.begin() + (first - row.trained.begin());
    return {{row.ids.begin(), middle}, {middle, row.ids.end()}, {}};
}

Result<RunRows> describePrompts(const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto prompts, readPrompts(config, text));
    RunRows rows{describe(prompts), {}};
    rows.report["steps"] = ppoSteps(config);
    for (const auto& prompt : prompts.prompts)
        rows.pairs.push_back({prompt, {}, {}});
    return rows;
}

} // namespace

Result<std::unique_ptr<Trainer>> makeMethod(const RunConfig& config, PolicyModel policy,
                                            TextTools text) {
    if (config.method == "ppo") {
        TB_ASSIGN(auto prompts, readPrompts(config, text));
        return makePpo(config, std::move(policy), std::move(text), std::move(prompts));
    }
    return withMethod(config.method, [&](const auto& method) -> TrainerResult {
        TB_ASSIGN(auto data, method.read(config, text));
        if (!data.rows.empty())
            TB_TRY(addEvaluation(data, method.read, config, text));
        return makeOver(method, config, std::move(policy), std::move(text), std::move(data));
    });
}

Result<std::unique_ptr<Trainer>> makeMethodOfLongest(const RunConfig& config, PolicyModel policy,
                                                     TextTools text) {
    if (config.method == "ppo") {
        TB_ASSIGN(auto prompts, readPrompts(config, text));
        std::ranges::stable_sort(prompts.prompts, std::greater(),
                                 [](const auto& prompt) { return prompt.size(); });
        prompts.prompts.resize(
            std::min(prompts.prompts.size(), static_cast<std::size_t>(config.ppo.rolloutBatch)));
        return makePpo(config, std::move(policy), std::move(text), std::move(prompts));
    }
    return withMethod(config.method, [&](const auto& method) -> TrainerResult {
        TB_ASSIGN(auto data, method.read(config, text));
        keepLongest(data, config.batchSize);
        return makeOver(method, config, std::move(policy), std::move(text), std::move(data));
    });
}

Result<RunRows> readRunRows(const RunConfig& config, const TextTools& text) {
    if (config.method == "ppo")
        return describePrompts(config, text);
    return withMethod(config.method, [&](const auto& method) -> Result<RunRows> {
        TB_ASSIGN(const auto data, method.read(config, text));
        RunRows rows{describe(data), {}};
        rows.report["steps"] = stepsOver(config, unitsIn(config, data));
        for (const auto& row : data.rows)
            rows.pairs.push_back(asPair(row));
        return rows;
    });
}

} // namespace tiebreak
