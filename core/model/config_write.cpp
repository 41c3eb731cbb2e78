// toJson(): a config.json for both generations of transformers: 4 reads the first of each pair of
// keys, 5 the second.
#include "model/config_families.h"
#include "model/config_rope.h"

#include <cmath>

namespace tiebreak {

namespace {

using Json = nlohmann::json;

double turningShare(const ModelConfig& config) {
    return double(config.rotaries.front().dims) / double(config.headSize);
}

Json layerTypes(const ModelConfig& config) {
    Json types = Json::array();
    for (const auto& layer : config.attention)
        types.push_back(layer.window > 0 ? "sliding_attention" : "full_attention");
    return types;
}

/// The window of the layers that have one; null where none has.
Json windowOf(const ModelConfig& config) {
    for (const auto& layer : config.attention)
        if (layer.window > 0)
            return layer.window;
    return nullptr;
}

void writeRotary(const ModelConfig& config, Json& json) {
    const auto& rotary = config.rotaries.front();
    Json parameters = ropeToJson(rotary);
    if (config.architecture == "phi3" || config.architecture == "gpt_neox")
        parameters["partial_rotary_factor"] = turningShare(config);
    Json scaling = parameters; // transformers 4 wants the angle base beside it
    scaling.erase("rope_theta");
    json["rope_theta"] = rotary.theta;
    json["rope_scaling"] = rotary.scaling.kind == "default" ? Json(nullptr) : scaling;
    json["rope_parameters"] = parameters;
    if (rotary.scaling.kind == "dynamic")
        json["max_position_embeddings"] = rotary.scaling.originalContext;
}

void writeWindows(const ModelConfig& config, Json& json) {
    json["sliding_window"] = windowOf(config);
    const auto& type = config.architecture;
    if (type == "qwen2" || type == "qwen3" || type == "smollm3") {
        json["use_sliding_window"] = !windowOf(config).is_null();
        json["max_window_layers"] = config.layers;
    }
    if (type != "mistral" && type != "phi3")
        json["layer_types"] = layerTypes(config);
}

void writeGemma(const ModelConfig& config, Json& json) {
    json["hidden_activation"] = activationName(config.activation);
    if (config.architecture == "gemma")
        return;
    const double scale = config.attention.front().scale;
    json["query_pre_attn_scalar"] = std::round(1e6 / (scale * scale)) / 1e6;
    const auto cap = [](double value) { return value > 0 ? Json(value) : Json(nullptr); };
    json["attn_logit_softcapping"] = cap(config.attentionSoftCap);
    json["final_logit_softcapping"] = cap(config.finalSoftCap);
    if (config.rotaries.size() < 2)
        return;
    json["rope_parameters"] = {{"full_attention", ropeToJson(config.rotaries[0])},
                               {"sliding_attention", ropeToJson(config.rotaries[1])}};
    json["rope_local_base_freq"] = config.rotaries[1].theta;
}

void writeGpt2(const ModelConfig& config, Json& json) {
    const double usual = 1.0 / std::sqrt(static_cast<double>(config.headSize));
    const bool scaled = config.attention.front().scale < 1 || config.headSize == 1;
    const bool byLayer =
        config.layers > 1 && config.attention[1].scale < 0.75 * (scaled ? usual : 1.0);
    json.update({{"n_embd", config.width},
                 {"n_layer", config.layers},
                 {"n_head", config.heads},
                 {"n_inner", config.feedForward},
                 {"n_positions", config.context},
                 {"n_ctx", config.context},
                 {"layer_norm_epsilon", config.normEpsilon},
                 {"activation_function", activationName(config.activation)},
                 {"scale_attn_weights", scaled},
                 {"scale_attn_by_inverse_layer_idx", byLayer}});
    for (const char* key :
         {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads",
          "head_dim", "intermediate_size", "max_position_embeddings", "rms_norm_eps", "hidden_act"})
        json.erase(key);
}

void writeGptNeoX(const ModelConfig& config, Json& json) {
    json["use_parallel_residual"] = config.parallelResidual;
    json["layer_norm_eps"] = config.normEpsilon;
    json["rotary_emb_base"] = config.rotaries.front().theta;
    json["rotary_pct"] = turningShare(config);
    for (const char* key : {"num_key_value_heads", "head_dim", "rms_norm_eps", "mlp_bias"})
        json.erase(key);
}

/// The keys that only this architecture has.
void writeFamily(const ModelConfig& config, Json& json) {
    const auto& type = config.architecture;
    if (!config.rotaries.empty())
        writeRotary(config, json);
    if (type == "phi3") {
        const auto original = config.rotaries.front().scaling.originalContext;
        json["original_max_position_embeddings"] = original > 0 ? original : config.context;
        json["partial_rotary_factor"] = turningShare(config);
    }
    if (type != "llama" && type != "gpt2" && type != "gpt_neox" && type != "gemma")
        writeWindows(config, json);
    if (type == "smollm3") {
        Json turning = Json::array();
        for (const auto& layer : config.attention)
            turning.push_back(layer.rotary >= 0 ? 1 : 0);
        json["no_rope_layers"] = turning;
    }
    if (type.rfind("gemma", 0) == 0)
        writeGemma(config, json);
    if (type == "gpt2")
        writeGpt2(config, json);
    if (type == "gpt_neox")
        writeGptNeoX(config, json);
}

Json idsToJson(const std::vector<std::int64_t>& ids) {
    if (ids.empty())
        return nullptr;
    return ids.size() == 1 ? Json(ids.front()) : Json(ids);
}

Json commonToJson(const ModelConfig& config) {
    return {{"architectures", {className(config)}},
            {"model_type", config.architecture},
            {"hidden_act", activationName(config.activation)},
            {"hidden_size", config.width},
            {"num_hidden_layers", config.layers},
            {"num_attention_heads", config.heads},
            {"num_key_value_heads", config.keyHeads},
            {"head_dim", config.headSize},
            {"intermediate_size", config.feedForward},
            {"vocab_size", config.vocabulary},
            {"max_position_embeddings", config.context},
            {"rms_norm_eps", config.normEpsilon},
            {"tie_word_embeddings", config.tiedOutput},
            {"attention_bias", config.queryKeyValueBias},
            {"mlp_bias", config.feedForwardBias}};
}

/// transformers counts labels by their names.
void writeLabels(const ModelConfig& config, Json& json) {
    if (config.labels == 0)
        return;
    for (std::int64_t i = 0; i < config.labels; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const std::string name = index < config.labelNames.size() ? config.labelNames[index]
                                                                  : "LABEL_" + std::to_string(i);
        json["id2label"][std::to_string(i)] = name;
        json["label2id"][name] = i;
    }
}

} // namespace

Json toJson(const ModelConfig& config, const std::string& dtype) {
    Json json = commonToJson(config);
    writeFamily(config, json);
    writeLabels(config, json);
    json.update({{"torch_dtype", dtype},
                 {"dtype", dtype},
                 {"eos_token_id", idsToJson(config.eosIds)},
                 {"bos_token_id", config.bosId ? Json(*config.bosId) : Json(nullptr)},
                 {"pad_token_id", config.padId ? Json(*config.padId) : Json(nullptr)}});
    return json;
}

} // namespace tiebreak
