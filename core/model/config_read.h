// The part of a config.json that every architecture has: sizes, norms, activation, special tokens,
// under the keys and with the defaults an architecture names. Free functions, any thread.
#pragma once

#include "model/model_config.h"

namespace tiebreak {

/// What differs between architectures; 0 and null stand for "there is none".
struct CommonKeys {
    std::int64_t headSize = 0; ///< where head_dim is absent; 0: D / H
    std::int64_t keyHeads = 0; ///< where num_key_value_heads is absent; 0: H
    bool tied = false;         ///< where tie_word_embeddings is absent
    const char* normKey = "rms_norm_eps";
    const char* activationKey = "hidden_act";
    const char* activation = "silu"; ///< where the key is absent
    double epsilon = 1e-6;           ///< where the key is absent
    const char* widthKey = "hidden_size";
    const char* layersKey = "num_hidden_layers";
    const char* headsKey = "num_attention_heads";
    const char* keyHeadsKey = "num_key_value_heads"; ///< null: as many as heads
    const char* headSizeKey = "head_dim";            ///< null: always D / H
    const char* feedForwardKey = "intermediate_size";
    std::int64_t feedForwardFactor =
        0; ///< F = factor · D where the key is absent; 0: it must be there
    const char* contextKey = "max_position_embeddings";
    std::int64_t context = 2048; ///< where the key is absent
};

/// Sizes, epsilon, activation, tying; a LayerAttention of scale 1/√S for every layer.
Status readCommon(const nlohmann::json& config, const CommonKeys& keys, ModelConfig& model);
Status readSpecialTokens(const nlohmann::json& config, ModelConfig& model);
/// `labels` of a …ForSequenceClassification; other heads than that and a language model's are
/// Unsupported by name.
Status readHead(const nlohmann::json& config, ModelConfig& model);

} // namespace tiebreak
