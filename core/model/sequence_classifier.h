// A …ForSequenceClassification, decoder or encoder: token ids of texts in, a score for each label
// out. One thread drives one.
#pragma once

#include "model/decoder.h"
#include "model/encoder.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace tiebreak {

class SequenceClassifier {
public:
    /// Unsupported where the model has no classification head.
    static Result<SequenceClassifier> load(const std::filesystem::path& folder,
                                           const LoadOptions& options);

    const ModelConfig& config() const;
    const std::shared_ptr<Decoder>& decoder() const { return m_decoder; } ///< null: an encoder
    const std::shared_ptr<Encoder>& encoder() const { return m_encoder; } ///< null: a decoder
    /// float32 [B, labels] on the CPU; BadArgument names a row that is empty, too long or has an
    /// unknown id.
    Result<at::Tensor> scores(const std::vector<std::vector<std::int64_t>>& rows) const;

private:
    std::shared_ptr<Decoder> m_decoder;
    std::shared_ptr<Encoder> m_encoder;
};

/// Where a decoder's classifier looks: the last token of each row that is not the pad id, or the
/// first where all are; the last where the model has no pad id. // [B] int64, into [0, N)
at::Tensor scoredTokens(const PackedInput& input, const ModelConfig& config);

/// The label whose score is a text's: named positive, else the last.
std::size_t scoredLabel(const ModelConfig& config);

} // namespace tiebreak
