// What a model is: the sizes and constants of a Llama-like decoder, out of config.json
// (transformers 4 and 5 keys) or GGUF metadata. Plain values, any thread.
#pragma once

#include "base/result.h"
#include "files/gguf.h"

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

/// How rotary frequencies are stretched beyond the trained context.
struct RopeScaling {
    std::string kind = "default"; ///< default | linear | llama3
    double factor = 1;
    double lowFrequencyFactor = 1;    ///< llama3
    double highFrequencyFactor = 4;   ///< llama3
    std::int64_t originalContext = 0; ///< llama3, tokens
    std::vector<double>
        frequencyDivisors; ///< llama3 out of a GGUF (rope_freqs.weight), S/2 of them, or empty
};

struct ModelConfig {
    std::string architecture = "llama";
    std::int64_t width = 0;       ///< D
    std::int64_t layers = 0;      ///< L
    std::int64_t heads = 0;       ///< H
    std::int64_t keyHeads = 0;    ///< K
    std::int64_t headSize = 0;    ///< S
    std::int64_t feedForward = 0; ///< F
    std::int64_t vocabulary = 0;  ///< V
    std::int64_t context = 0;     ///< most tokens of a row
    double ropeTheta = 10000;
    RopeScaling ropeScaling;
    double rmsEpsilon = 1e-5;
    bool tiedOutput = false;
    bool attentionBias = false;
    bool feedForwardBias = false;
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

} // namespace tiebreak
