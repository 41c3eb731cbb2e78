// An encoder with a classification head (BERT, DistilBERT, RoBERTa) over packed rows: every token
// sees all of its row, the first one's state is scored. For reading only: no gradient is asked of
// it. One thread drives one encoder. Tokens that come from outside are checked with validate()
// before.
#pragma once

#include "model/decoder_weights.h"
#include "model/load_model.h"
#include "model/model_config.h"
#include "model/packed_input.h"

#include <memory>

namespace tiebreak {

struct EncoderLayer {
    Linear query, key, value, output; ///< [D, D]
    Norm attentionNorm;
    Linear up, down; ///< [F, D], [D, F]
    Norm outputNorm;
};

struct EncoderWeights {
    at::Tensor words;     ///< [V, D]
    at::Tensor positions; ///< [context + first position, D]
    at::Tensor types;     ///< [kinds of segment, D], undefined: none
    Norm embeddingNorm;
    std::vector<EncoderLayer> layers;
    Linear pooler;     ///< [D, D], between the first token's state and the classifier
    Linear classifier; ///< [labels, D]
};

/// Rows and the segment each token belongs to.
struct EncoderInput {
    PackedInput rows; ///< positions are rows of the table, from the model's first position on
    at::Tensor types; ///< [N] int64
};

class Encoder {
public:
    Encoder(ModelConfig config, EncoderWeights weights);

    const ModelConfig& config() const { return m_config; }
    c10::ScalarType dtype() const { return m_weights.words.scalar_type(); }
    c10::Device device() const { return m_weights.words.device(); }

    /// After the last layer. // [N, D]
    /// `everyLayer` gets the embedding output and the output of every layer: L + 1 tensors [N, D].
    at::Tensor hiddenStates(const EncoderInput& input,
                            std::vector<at::Tensor>* everyLayer = nullptr) const;
    /// `hidden` [N, D] of those rows → float32 // [B, labels]
    at::Tensor scores(const at::Tensor& hidden, const std::vector<PackedRow>& rows) const;

private:
    at::Tensor norm(const at::Tensor& x, const Norm& norm) const;
    at::Tensor layerForward(const EncoderLayer& layer, const at::Tensor& x,
                            const std::vector<PackedRow>& rows) const;

    ModelConfig m_config;
    EncoderWeights m_weights;
};

/// Unsupported where the folder holds no encoder.
Result<std::shared_ptr<Encoder>> loadEncoder(const std::filesystem::path& folder,
                                             const LoadOptions& options);

/// BadArgument where rows, ids, positions or segments are not what the model takes.
Status validate(const EncoderInput& input, const ModelConfig& config);

} // namespace tiebreak
