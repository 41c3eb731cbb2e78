#include "model/sequence_classifier.h"

#include "tensor/torch_error.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/GradMode.h>

namespace tiebreak {

namespace {

PackedInput packed(const std::vector<std::vector<std::int64_t>>& rows, c10::Device device) {
    PackedInputBuilder builder;
    for (const auto& row : rows)
        builder.addRow(row);
    return builder.build(device);
}

} // namespace

Result<SequenceClassifier> SequenceClassifier::load(const std::filesystem::path& folder,
                                                    const LoadOptions& options) {
    if (!std::filesystem::is_directory(folder))
        return Error{ErrorCode::Unsupported,
                     "a classifier is a Hugging Face folder of a …ForSequenceClassification",
                     folder.string(),
                     {}};
    TB_ASSIGN(const auto config, readModelConfig(folder));
    if (config.labels == 0)
        return Error{ErrorCode::Unsupported,
                     "model_type '" + config.architecture +
                         "': no classification head; known: …ForSequenceClassification",
                     folder.string(),
                     {}};
    SequenceClassifier classifier;
    if (isEncoder(config)) {
        TB_ASSIGN(classifier.m_encoder, loadEncoder(folder, options));
        return classifier;
    }
    TB_ASSIGN(auto model, loadModel(folder, options));
    classifier.m_decoder = std::move(model.decoder);
    return classifier;
}

const ModelConfig& SequenceClassifier::config() const {
    return m_decoder ? m_decoder->config() : m_encoder->config();
}

Result<at::Tensor>
SequenceClassifier::scores(const std::vector<std::vector<std::int64_t>>& rows) const {
    return guardTorch("scoring", [&]() -> Result<at::Tensor> {
        const c10::NoGradGuard noGradient;
        const auto input = packed(rows, m_decoder ? m_decoder->device() : m_encoder->device());
        if (m_encoder) {
            EncoderInput typed{input, at::zeros_like(input.ids)};
            typed.rows.positions += config().firstPosition;
            TB_TRY(validate(typed, config()));
            return m_encoder->scores(m_encoder->hiddenStates(typed), input.rows).cpu();
        }
        TB_TRY(validate(input, config().vocabulary, config().context));
        const auto hidden = m_decoder->hiddenStates(input);
        const auto last = hidden.index_select(0, scoredTokens(input, config()));
        return m_decoder->logits(last).to(at::kFloat).cpu(); // [B, labels]
    });
}

at::Tensor scoredTokens(const PackedInput& input, const ModelConfig& config) {
    const auto ids = input.ids.cpu();
    const auto* id = ids.const_data_ptr<std::int64_t>();
    std::vector<std::int64_t> places;
    std::int64_t begin = 0;
    for (const auto& row : input.rows) {
        auto place = begin + row.length() - 1;
        while (config.padId && place > begin && id[place] == *config.padId)
            --place;
        const bool onlyPads = config.padId && id[place] == *config.padId;
        places.push_back(onlyPads ? begin : place);
        begin += row.length();
    }
    return at::tensor(places, at::kLong).to(input.ids.device());
}

std::size_t scoredLabel(const ModelConfig& config) {
    for (std::size_t i = 0; i < config.labelNames.size(); ++i) {
        std::string name = config.labelNames[i];
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (name == "positive" || name == "pos")
            return i;
    }
    return static_cast<std::size_t>(std::max<std::int64_t>(1, config.labels) - 1);
}

} // namespace tiebreak
