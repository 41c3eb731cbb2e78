// What a model is: the sizes, constants and per-layer choices of a decoder or an encoder, out of
// config.json (transformers 4 and 5 keys) or GGUF metadata. Plain values, any thread.
#pragma once

#include "base/result.h"
#include "files/gguf.h"
#include "model/activation.h"

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

/// How rotary frequencies are stretched beyond the trained context.
struct RopeScaling {
    std::string kind = "default"; ///< default | linear | dynamic | yarn | longrope | llama3
    double factor = 1;
    std::int64_t originalContext = 0; ///< tokens of pretraining: all but default and linear
    double attentionFactor = 1;       ///< yarn, longrope: on cosine and sine
    double lowFrequencyFactor = 1;    ///< llama3
    double highFrequencyFactor = 4;   ///< llama3
    double betaFast = 32;             ///< yarn, turns within the original context
    double betaSlow = 1;              ///< yarn
    bool truncate = true;             ///< yarn: ends of the ramp are whole numbers
    std::vector<double> shortFactors; ///< longrope, one a pair: up to originalContext tokens
    std::vector<double> longFactors;  ///< longrope, one a pair: beyond
    std::vector<double>
        frequencyDivisors; ///< llama3 out of a GGUF (rope_freqs.weight), one a pair, or empty
};

/// One set of rotary angles; Gemma 3 has two.
struct RotaryConfig {
    double theta = 10000;
    std::int64_t dims = 0; ///< elements of a head that turn, the first of it; even, at most S
    RopeScaling scaling;
};

/// What attention of one layer does.
struct LayerAttention {
    std::int64_t window = 0; ///< a token sees itself and the window - 1 before it; 0: all
    int rotary = 0;          ///< index into ModelConfig::rotaries, -1: no rotary positions
    double scale = 0;        ///< on query · key
};

enum class NormKind { Rms, Layer };

struct ModelConfig {
    std::string architecture = "llama"; ///< Hugging Face's model_type
    std::int64_t width = 0;             ///< D
    std::int64_t layers = 0;            ///< L
    std::int64_t heads = 0;             ///< H
    std::int64_t keyHeads = 0;          ///< K
    std::int64_t headSize = 0;          ///< S
    std::int64_t feedForward = 0;       ///< F
    std::int64_t vocabulary = 0;        ///< V
    std::int64_t context = 0;           ///< most tokens of a row

    std::vector<RotaryConfig> rotaries;
    std::vector<LayerAttention> attention; ///< L of them
    double attentionSoftCap = 0;           ///< cap · tanh(score / cap); 0: none
    double finalSoftCap = 0;               ///< the same on logits; 0: none
    double embeddingScale = 1;
    NormKind norm = NormKind::Rms;
    double normEpsilon = 1e-5;
    bool normAddsOne = false; ///< Gemma: the scale is 1 + weight
    Activation activation = Activation::Silu;
    bool queryKeyNorm = false;     ///< an RMS norm of each head before it turns
    bool postNorms = false;        ///< a second norm after attention and after feed-forward
    bool parallelResidual = false; ///< attention and feed-forward both see the layer's input
    bool learnedPositions = false;
    bool tiedOutput = false;
    bool queryKeyValueBias = false;
    bool attentionOutputBias = false;
    bool feedForwardBias = false;

    /// …ForSequenceClassification: that many scores a row instead of a vocabulary of logits.
    std::int64_t labels = 0;
    std::vector<std::string> labelNames; ///< as many, or none
    std::int64_t typeVocabulary = 0;     ///< encoders: kinds of segment, 0: none
    std::int64_t firstPosition = 0;      ///< encoders: of the first token (RoBERTa: padding id + 1)

    std::vector<std::int64_t> eosIds; ///< tokens that end a response, may be empty
    std::optional<std::int64_t> bosId;
    std::optional<std::int64_t> padId;

    std::int64_t headsPerKey() const { return heads / keyHeads; }
};

/// BadFile or Unsupported naming the key, its value and what is known.
Result<ModelConfig> modelConfigFromJson(const nlohmann::json& config);
Result<ModelConfig> modelConfigFromGguf(const GgufFile& file);
/// config.json of a folder, with generation_config.json's EOS where it is there.
Result<ModelConfig> readModelConfig(const std::filesystem::path& folder);
/// A config.json that transformers 4 and 5 load.
nlohmann::json toJson(const ModelConfig& config, const std::string& dtype);

/// BERT, DistilBERT, RoBERTa: every token sees every other.
bool isEncoder(const ModelConfig& config);
/// Sizes that would make tensors of no or absurd extent, and per-layer choices that contradict
/// them, are BadFile.
Status checkConfig(const ModelConfig& config);

} // namespace tiebreak
