// How the files of each architecture name and arrange a decoder's weights: Hugging Face's names and
// GGUF's. Tables of values, any thread.
#pragma once

#include "model/model_config.h"

#include <string>
#include <vector>

namespace tiebreak {

/// Names below are parts: a weight is `base` + `layer` + index + "." + part + ".weight" (or
/// ".bias").
struct WeightLayout {
    std::string base;      ///< "model."
    std::string layer;     ///< "layers."
    std::string embedding; ///< "embed_tokens"
    std::string positions; ///< learned positions, or empty
    std::string finalNorm;
    std::string output; ///< the whole name but ".weight"; of a classifier it is "score"
    std::string inputNorm;
    std::string postAttentionNorm; ///< with post norms
    std::string feedForwardNorm;
    std::string postFeedForwardNorm;        ///< with post norms
    std::string queryNorm, keyNorm;         ///< with an RMS norm of each head
    std::vector<std::string> queryKeyValue; ///< three, or one that holds all
    std::string attentionOutput;
    std::vector<std::string> gateUp; ///< two, or one that holds both, or the only one
    std::string down;
    bool gated = true;
    bool transposed = false;  ///< linear weights are [in, out] (GPT-2's Conv1D)
    bool interleaved = false; ///< q, k and v of a head lie together (GPT-NeoX)
};

/// Hugging Face's, of a known decoder architecture.
const WeightLayout& hfLayout(const std::string& architecture);
/// GGUF's for the same weights.
WeightLayout ggufLayout(const std::string& architecture);

/// "gemma3" → "gemma3_text"; null for one that is not known.
const char* ggufArchitecture(const std::string& name);
/// "gemma3_text" → "gemma3": what to write into general.architecture; null where GGUF has none.
const char* ggufArchitectureName(const std::string& architecture);
std::string knownGgufArchitectures();

/// "model.layers.3."
std::string layerPrefix(const WeightLayout& layout, std::size_t index);

} // namespace tiebreak
