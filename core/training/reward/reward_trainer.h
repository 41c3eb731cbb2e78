// A reward model trained on pairs (Bradley–Terry), with the numbers TRL 1.16 gives: the model's
// trunk, or an adapter on it, and a score head. One thread.
#pragma once

#include "training/reward/reward_step.h"
#include "training/run/row_trainer.h"

namespace tiebreak {

class RewardTrainer : public RowTrainer {
public:
    /// Reads the head from the model's folder where it has one. BadFile when no row is left.
    static Result<std::unique_ptr<RewardTrainer>> make(const RunConfig& config, PolicyModel policy,
                                                       TextTools text, RewardData data);

    /// The scores of the first chosen responses.
    Result<std::vector<ProbeAnswer>> probe() override;
    NamedTensors extraParameters() const override;
    /// …ForSequenceClassification as a Hugging Face folder, or a PEFT folder with the head in it.
    Status saveModel(const std::filesystem::path& folder) const override;

private:
    RewardTrainer(const RunConfig& config, PolicyModel policy, TextTools text, RewardData data,
                  ScoreHead head, std::int64_t padId);
    MicroBatchResult microBatch(const RowIndices& rows, double share) override;

    std::vector<RewardRow> m_rows;
    ScoreHead m_head;
    std::int64_t m_padId;
};

/// The id of run.json's pad_token, else the tokenizer's pad or EOS, else the model's.
Result<std::int64_t> padIdOf(const RunConfig& config, const TextTools& text,
                             const ModelConfig& model);

} // namespace tiebreak
