// The tensors of a decoder. Values sharing their tensors; one thread drives one.
#pragma once

#include "model/linear.h"

#include <ATen/core/Tensor.h>
#include <string>
#include <utility>
#include <vector>

namespace tiebreak {

struct Norm {
    at::Tensor weight; ///< [D], or [S] for one of each head
    at::Tensor bias;   ///< the same, undefined: none
};

/// Parts an architecture does not have stay undefined.
struct DecoderLayer {
    Norm inputNorm;
    std::vector<Linear> queryKeyValue; ///< [H S, D], [K S, D], [K S, D], or one with all their rows
    Norm queryNorm, keyNorm;
    Linear output; ///< [D, H S]
    Norm postAttentionNorm;
    Norm feedForwardNorm;
    std::vector<Linear> gateUp; ///< [F, D], [F, D], or one with the rows of both, or only [F, D]
    Linear down;                ///< [D, F]
    Norm postFeedForwardNorm;
};

struct DecoderWeights {
    at::Tensor embedding; ///< [V, D]
    at::Tensor positions; ///< [context, D] where positions are learned
    std::vector<DecoderLayer> layers;
    Norm finalNorm;
    at::Tensor
        output; ///< [V, D]; the same tensor as embedding when tied; [labels, D] of a classifier
};

using NamedTensor = std::pair<std::string, at::Tensor>;
using NamedTensors = std::vector<NamedTensor>;

/// The linear layers of `layer`, each with its name.
std::vector<std::pair<std::string, Linear*>> linearLayers(DecoderLayer& layer);
std::vector<std::pair<std::string, const Linear*>> linearLayers(const DecoderLayer& layer);

} // namespace tiebreak
