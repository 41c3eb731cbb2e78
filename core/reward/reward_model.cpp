#include "reward/reward_model.h"

#include "model/lora.h"
#include "tensor/torch_error.h"
#include "text/tokenizer.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

using Ids = std::vector<std::int64_t>;

constexpr std::size_t kRowsAtOnce = 16;

/// Folds the adapter into the trunk; its head.
Result<ScoreHead> takeAdapter(Decoder& decoder, const std::filesystem::path& adapter) {
    TB_ASSIGN(const auto loaded, loadScoringLora(decoder, adapter, false));
    TB_TRY(mergeLora(decoder));
    return ScoreHead(loaded.scoreHead);
}

Result<ScoreHead> headOfFolder(const std::filesystem::path& model, const Decoder& decoder) {
    TB_ASSIGN(auto head, ScoreHead::read(model, decoder.config().width, decoder.device()));
    if (head)
        return std::move(*head);
    return Error{ErrorCode::BadFile,
                 "no 'score.weight': not a reward model. Name the folder of a "
                 "…ForSequenceClassification, or an adapter of one",
                 model.string(),
                 {}};
}

Result<std::vector<double>> scoreGroup(const Decoder& decoder, const ScoreHead& head,
                                       const std::vector<Ids>& rows, std::int64_t padId) {
    const c10::NoGradGuard guard;
    PackedInputBuilder builder;
    std::vector<std::int64_t> places;
    for (const auto& row : rows)
        places.push_back(builder.addRow(row) + static_cast<std::int64_t>(scoredToken(row, padId)));
    const auto input = builder.build(decoder.device());
    TB_TRY(validate(input, decoder.config().vocabulary, decoder.config().context));
    const at::Tensor hidden = decoder.hiddenStates(input); // [N, D]
    const at::Tensor states =
        hidden.index_select(0, at::tensor(places, at::kLong).to(hidden.device())); // [B, D]
    const at::Tensor scores = head.scores(states).to(at::kCPU, at::kDouble).contiguous();
    return std::vector<double>(scores.const_data_ptr<double>(),
                               scores.const_data_ptr<double>() + scores.numel());
}

} // namespace

Result<RewardModel> RewardModel::load(const RewardModelFiles& files, const Tokenizer* tokenizer,
                                      const LoadOptions& options) {
    LoadOptions trunk = options;
    trunk.withOutput = false;
    TB_ASSIGN(auto loaded, loadModel(files.model, trunk));
    const bool adapted = !files.adapter.empty();
    TB_ASSIGN(auto head, adapted ? takeAdapter(*loaded.decoder, files.adapter)
                                 : headOfFolder(files.model, *loaded.decoder));
    const auto& config = loaded.config();
    // A folder says which pad id it was trained with; an adapter has the run's default.
    const auto padId = !adapted && config.padId ? *config.padId : defaultPadId(tokenizer, config);
    return RewardModel(std::move(loaded.decoder), std::move(head), padId);
}

Result<std::vector<double>> RewardModel::scores(const std::vector<Ids>& rows) const {
    return guardTorch("scoring", [&]() -> Result<std::vector<double>> {
        std::vector<double> all;
        for (std::size_t at = 0; at < rows.size(); at += kRowsAtOnce) {
            const auto end = std::min(rows.size(), at + kRowsAtOnce);
            const std::vector<Ids> group(rows.begin() + static_cast<std::ptrdiff_t>(at),
                                         rows.begin() + static_cast<std::ptrdiff_t>(end));
            TB_ASSIGN(const auto scores, scoreGroup(*m_decoder, m_head, group, m_padId));
            all.insert(all.end(), scores.begin(), scores.end());
        }
        return all;
    });
}

std::int64_t defaultPadId(const Tokenizer* tokenizer, const ModelConfig& model) {
    if (tokenizer && tokenizer->padId())
        return static_cast<std::int64_t>(*tokenizer->padId());
    if (tokenizer && tokenizer->eosId())
        return static_cast<std::int64_t>(*tokenizer->eosId());
    if (model.padId)
        return *model.padId;
    return model.eosIds.empty() ? -1 : model.eosIds.front();
}

} // namespace tiebreak
