// A decoder's weights as one list: where each lies in the decoder, what its file calls it and which
// shape the configuration asks for. One list serves loading, saving, training and counting. Free
// functions; the decoder's thread.
#pragma once

#include "model/decoder_weights.h"
#include "model/weight_layout.h"

namespace tiebreak {

enum class WeightRole { Table, Norm, Query, Key, Heads, Product, Bias };

struct WeightPlace {
    at::Tensor* tensor;
    std::string name;
    std::vector<std::int64_t> shape; ///< as Hugging Face's file has it
    WeightRole role;                 ///< Query, Key and Heads (fused q, k, v) have biases too
    Linear* linear = nullptr;        ///< whose weight it is; null: of none, or a bias
};

/// As many layers as the configuration says, every linear layer named, no tensors yet.
DecoderWeights emptyWeights(const ModelConfig& config);
/// In a fixed order, whatever the layout; `weights` must have the configuration's layers. The
/// output is listed only where it is not the embedding.
std::vector<WeightPlace> weightPlaces(DecoderWeights& weights, const ModelConfig& config,
                                      const WeightLayout& layout);

/// A linear layer of every decoder layer, for counting before anything is loaded.
struct LinearShape {
    std::string name; ///< "self_attn.q_proj"
    std::int64_t inputs, outputs;
};
std::vector<LinearShape> linearShapes(const ModelConfig& config);
/// Weights in all.
std::int64_t weightCount(const ModelConfig& config);

} // namespace tiebreak
