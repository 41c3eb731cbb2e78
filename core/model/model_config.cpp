#include "model/model_config.h"

#include "model/config_families.h"
#include "model/config_json.h"
#include "model/config_read.h"

namespace tiebreak {

namespace {

using Json = nlohmann::json;

Error withPath(Error error, const std::filesystem::path& path) {
    if (error.path.empty())
        error.path = path.string();
    return error;
}

/// Gemma 3 with pictures keeps its language model's configuration inside; only that part is loaded.
Json textPart(const Json& config) {
    if (config.value("model_type", Json()) != "gemma3" || !isGiven(config, "text_config") ||
        !config.at("text_config").is_object())
        return config;
    Json text = config.at("text_config");
    text["model_type"] = "gemma3_text";
    for (const char* key : {"architectures", "eos_token_id", "bos_token_id", "pad_token_id",
                            "id2label", "num_labels"})
        if (isGiven(config, key))
            text[key] = config.at(key);
    return text;
}

Error contradiction(const std::string& what) {
    return {ErrorCode::BadFile, what, {}, {}};
}

Status checkHeads(const ModelConfig& config) {
    if (config.heads % config.keyHeads != 0 || config.headSize % 2 != 0)
        return contradiction(std::to_string(config.heads) + " heads over " +
                             std::to_string(config.keyHeads) + " key heads of size " +
                             std::to_string(config.headSize) +
                             ": heads must be a multiple of key heads, the size even");
    return {};
}

/// A token id beyond the vocabulary would index past the embedding.
Status checkPad(const ModelConfig& config) {
    if (config.labels > 0 && config.padId && *config.padId >= config.vocabulary)
        return wrongValue("pad_token_id", std::to_string(*config.padId),
                          "below vocab_size " + std::to_string(config.vocabulary));
    return {};
}

} // namespace

Status checkConfig(const ModelConfig& config) {
    const std::pair<const char*, std::int64_t> sizes[] = {
        {"hidden_size", config.width},         {"num_hidden_layers", config.layers},
        {"num_attention_heads", config.heads}, {"num_key_value_heads", config.keyHeads},
        {"head_dim", config.headSize},         {"intermediate_size", config.feedForward},
        {"vocab_size", config.vocabulary},     {"max_position_embeddings", config.context}};
    constexpr std::int64_t kMost = 1 << 26;
    for (const auto& [name, value] : sizes)
        if (value < 1 || value > kMost)
            return contradiction(std::string(name) + " " + std::to_string(value) +
                                 ": must be 1 to " + std::to_string(kMost));
    constexpr std::int64_t kMostLayers = 4096;
    if (config.layers > kMostLayers)
        return contradiction("num_hidden_layers " + std::to_string(config.layers) +
                             ": must be 1 to " + std::to_string(kMostLayers));
    TB_TRY(checkHeads(config));
    return checkPad(config);
}

bool isEncoder(const ModelConfig& config) {
    const auto& type = config.architecture;
    return type == "bert" || type == "distilbert" || type == "roberta" || type == "xlm-roberta";
}

Result<ModelConfig> modelConfigFromJson(const Json& whole) {
    const Json config = textPart(whole);
    ModelConfig result;
    TB_ASSIGN(result.architecture, textOr(config, "model_type", ""));
    TB_TRY(readSpecialTokens(config, result));
    TB_TRY(readFamily(config, result));
    TB_TRY(readHead(config, result));
    TB_TRY(checkConfig(result));
    return result;
}

Result<ModelConfig> readModelConfig(const std::filesystem::path& folder) {
    const auto path = folder / "config.json";
    TB_ASSIGN(const Json json, readJsonObject(path.string()));
    auto config = modelConfigFromJson(json);
    if (!config)
        return withPath(config.error(), path);
    const auto generation = folder / "generation_config.json";
    if (!std::filesystem::exists(generation))
        return config;
    TB_ASSIGN(const Json settings, readJsonObject(generation.string()));
    auto eos = integersOf(settings, "eos_token_id");
    if (!eos)
        return withPath(eos.error(), generation);
    if (!eos->empty())
        config->eosIds = *eos;
    return config;
}

} // namespace tiebreak
