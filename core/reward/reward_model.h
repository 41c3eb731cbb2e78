// A trained reward model: a decoder's trunk and its score head, from a …ForSequenceClassification
// folder with one label, or from a PEFT folder on a base model. One thread drives one.
#pragma once

#include "model/load_model.h"
#include "reward/score_head.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace tiebreak {

class Tokenizer;

struct RewardModelFiles {
    std::filesystem::path model;
    std::filesystem::path
        adapter; ///< PEFT folder whose modules_to_save hold the head; may be empty
};

class RewardModel {
public:
    /// `tokenizer` tells the pad id where the model does not; may be null. BadFile where there is
    /// no head.
    static Result<RewardModel> load(const RewardModelFiles& files, const Tokenizer* tokenizer,
                                    const LoadOptions& options);

    const ModelConfig& config() const { return m_decoder->config(); }
    /// One score a row of ids; BadArgument names a row that is empty, too long or has an unknown
    /// id.
    Result<std::vector<double>> scores(const std::vector<std::vector<std::int64_t>>& rows) const;

private:
    RewardModel(std::shared_ptr<Decoder> decoder, ScoreHead head, std::int64_t padId)
        : m_decoder(std::move(decoder))
        , m_head(std::move(head))
        , m_padId(padId) {}

    std::shared_ptr<Decoder> m_decoder;
    ScoreHead m_head;
    std::int64_t m_padId;
};

/// The tokenizer's pad or EOS, else the model's; -1 where there is none.
std::int64_t defaultPadId(const Tokenizer* tokenizer, const ModelConfig& model);

} // namespace tiebreak
