#include "model/model_config.h"

#include "model/config_json.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

using Json = nlohmann::json;

Error unsupported(const std::string& what, const std::string& known) {
    return {ErrorCode::Unsupported,
            what + " is not available in this version; known: " + known,
            {},
            {}};
}

/// transformers 5 has one object `rope_parameters`; 4 has `rope_theta` beside a `rope_scaling` that
/// may be null.
Json ropeObject(const Json& config) {
    for (const char* key : {"rope_parameters", "rope_scaling"})
        if (isGiven(config, key) && config.at(key).is_object())
            return config.at(key);
    return Json::object();
}

Status readRope(const Json& config, ModelConfig& result) {
    const Json rope = ropeObject(config);
    TB_ASSIGN(const double outer, numberOr(config, "rope_theta", 10000.0));
    TB_ASSIGN(result.ropeTheta, numberOr(rope, "rope_theta", outer));
    auto& scaling = result.ropeScaling;
    TB_ASSIGN(const std::string oldName, textOr(rope, "type", "default"));
    TB_ASSIGN(scaling.kind, textOr(rope, "rope_type", oldName));
    if (scaling.kind == "default")
        return {};
    if (scaling.kind != "linear" && scaling.kind != "llama3")
        return unsupported("rope scaling '" + scaling.kind + "'", "default, linear, llama3");
    TB_ASSIGN(scaling.factor, numberOr(rope, "factor", std::nullopt));
    if (scaling.kind == "linear")
        return {};
    TB_ASSIGN(scaling.lowFrequencyFactor, numberOr(rope, "low_freq_factor", std::nullopt));
    TB_ASSIGN(scaling.highFrequencyFactor, numberOr(rope, "high_freq_factor", std::nullopt));
    TB_ASSIGN(scaling.originalContext,
              integerOr(rope, "original_max_position_embeddings", std::nullopt));
    return {};
}

Status readSizes(const Json& config, ModelConfig& result) {
    TB_ASSIGN(result.width, integerOr(config, "hidden_size", std::nullopt));
    TB_ASSIGN(result.layers, integerOr(config, "num_hidden_layers", std::nullopt));
    TB_ASSIGN(result.heads, integerOr(config, "num_attention_heads", std::nullopt));
    TB_ASSIGN(result.keyHeads, integerOr(config, "num_key_value_heads", result.heads));
    const auto usualHead = result.heads > 0 ? result.width / result.heads : 0;
    TB_ASSIGN(result.headSize, integerOr(config, "head_dim", usualHead));
    TB_ASSIGN(result.feedForward, integerOr(config, "intermediate_size", std::nullopt));
    TB_ASSIGN(result.vocabulary, integerOr(config, "vocab_size", std::nullopt));
    TB_ASSIGN(result.context, integerOr(config, "max_position_embeddings", 2048));
    return {};
}

Status readTraits(const Json& config, ModelConfig& result) {
    TB_ASSIGN(result.rmsEpsilon, numberOr(config, "rms_norm_eps", 1e-6));
    TB_ASSIGN(result.tiedOutput, booleanOr(config, "tie_word_embeddings", false));
    TB_ASSIGN(result.attentionBias, booleanOr(config, "attention_bias", false));
    TB_ASSIGN(result.feedForwardBias, booleanOr(config, "mlp_bias", false));
    TB_ASSIGN(const auto activation, textOr(config, "hidden_act", "silu"));
    if (activation != "silu" && activation != "swish")
        return unsupported("hidden_act '" + activation + "'", "silu");
    return {};
}

Status readSpecialTokens(const Json& config, ModelConfig& result) {
    TB_ASSIGN(result.eosIds, integersOf(config, "eos_token_id"));
    TB_ASSIGN(const auto bos, integersOf(config, "bos_token_id"));
    TB_ASSIGN(const auto pad, integersOf(config, "pad_token_id"));
    if (!bos.empty())
        result.bosId = bos.front();
    if (!pad.empty() && pad.front() >= 0) // -1 stands for none in some configs
        result.padId = pad.front();
    return {};
}

/// Sizes that would make tensors of no or absurd extent.
Status checkSizes(const ModelConfig& config) {
    const std::pair<const char*, std::int64_t> sizes[] = {
        {"hidden_size", config.width},         {"num_hidden_layers", config.layers},
        {"num_attention_heads", config.heads}, {"num_key_value_heads", config.keyHeads},
        {"head_dim", config.headSize},         {"intermediate_size", config.feedForward},
        {"vocab_size", config.vocabulary},     {"max_position_embeddings", config.context}};
    constexpr std::int64_t kMost = 1 << 26;
    for (const auto& [name, value] : sizes)
        if (value < 1 || value > kMost)
            return Error{ErrorCode::BadFile,
                         std::string(name) + " " + std::to_string(value) + ": must be 1 to " +
                             std::to_string(kMost),
                         {},
                         {}};
    if (config.heads % config.keyHeads != 0 || config.headSize % 2 != 0)
        return Error{ErrorCode::BadFile,
                     std::to_string(config.heads) + " heads over " +
                         std::to_string(config.keyHeads) + " key heads of size " +
                         std::to_string(config.headSize) +
                         ": heads must be a multiple of key heads, the size even",
                     {},
                     {}};
    return {};
}

Status readGgufSizes(const GgufFile& file, ModelConfig& result) {
    TB_ASSIGN(result.width, file.integer("llama.embedding_length"));
    TB_ASSIGN(result.layers, file.integer("llama.block_count"));
    TB_ASSIGN(result.heads, file.integer("llama.attention.head_count"));
    result.keyHeads = result.heads;
    if (file.has("llama.attention.head_count_kv")) {
        TB_ASSIGN(result.keyHeads, file.integer("llama.attention.head_count_kv"));
    }
    result.headSize = result.heads > 0 ? result.width / result.heads : 0;
    for (const char* key : {"llama.attention.key_length", "llama.rope.dimension_count"}) {
        if (!file.has(key))
            continue;
        TB_ASSIGN(result.headSize, file.integer(key));
        break;
    }
    TB_ASSIGN(result.feedForward, file.integer("llama.feed_forward_length"));
    TB_ASSIGN(result.context, file.integer("llama.context_length"));
    const TensorSpan* embedding = file.find("token_embd.weight");
    if (embedding == nullptr || embedding->shape.size() != 2)
        return Error{
            ErrorCode::BadFile, "tensor 'token_embd.weight': not there as a matrix", {}, {}};
    result.vocabulary = embedding->shape[0];
    result.tiedOutput = file.find("output.weight") == nullptr;
    return {};
}

/// `rope_freqs.weight` holds the divisors that llama3's stretching gives for each frequency.
Status readGgufRope(const GgufFile& file, ModelConfig& result) {
    if (file.has("llama.rope.freq_base")) {
        TB_ASSIGN(result.ropeTheta, file.number("llama.rope.freq_base"));
    }
    TB_ASSIGN(result.rmsEpsilon, file.number("llama.attention.layer_norm_rms_epsilon"));
    if (file.has("llama.rope.scaling.type")) {
        TB_ASSIGN(const auto kind, file.text("llama.rope.scaling.type"));
        if (kind != "none" && kind != "linear")
            return unsupported("rope scaling '" + kind + "'", "none, linear, rope_freqs.weight");
        if (kind == "linear") {
            result.ropeScaling.kind = "linear";
            TB_ASSIGN(result.ropeScaling.factor, file.number("llama.rope.scaling.factor"));
        }
    }
    if (const TensorSpan* divisors = file.find("rope_freqs.weight")) {
        if (divisors->format != TensorFormat::F32 || divisors->elements() != result.headSize / 2)
            return Error{ErrorCode::BadFile,
                         "tensor 'rope_freqs.weight': must be " +
                             std::to_string(result.headSize / 2) + " float32 values",
                         {},
                         {}};
        const auto* values = reinterpret_cast<const float*>(divisors->bytes.data());
        result.ropeScaling.frequencyDivisors.assign(values, values + divisors->elements());
    }
    return {};
}

void readGgufSpecialTokens(const GgufFile& file, ModelConfig& result) {
    for (const char* name : {"eos", "eot", "eom"}) {
        const auto id = file.integer("tokenizer.ggml." + std::string(name) + "_token_id");
        if (id && std::find(result.eosIds.begin(), result.eosIds.end(), *id) == result.eosIds.end())
            result.eosIds.push_back(*id);
    }
    if (const auto bos = file.integer("tokenizer.ggml.bos_token_id"))
        result.bosId = *bos;
    if (const auto pad = file.integer("tokenizer.ggml.padding_token_id"))
        result.padId = *pad;
}

Error withPath(Error error, const std::filesystem::path& path) {
    if (error.path.empty())
        error.path = path.string();
    return error;
}

} // namespace

Result<ModelConfig> modelConfigFromJson(const Json& config) {
    ModelConfig result;
    TB_ASSIGN(result.architecture, textOr(config, "model_type", ""));
    if (result.architecture != "llama")
        return unsupported("model_type '" + result.architecture + "'", "llama");
    TB_TRY(readSizes(config, result));
    TB_TRY(readTraits(config, result));
    TB_TRY(readRope(config, result));
    TB_TRY(readSpecialTokens(config, result));
    TB_TRY(checkSizes(result));
    return result;
}

Result<ModelConfig> modelConfigFromGguf(const GgufFile& file) {
    ModelConfig result;
    TB_ASSIGN(result.architecture, file.text("general.architecture"));
    if (result.architecture != "llama")
        return unsupported("general.architecture '" + result.architecture + "'", "llama");
    TB_TRY(readGgufSizes(file, result));
    TB_TRY(readGgufRope(file, result));
    result.attentionBias = file.find("blk.0.attn_q.bias") != nullptr;
    result.feedForwardBias = file.find("blk.0.ffn_gate.bias") != nullptr;
    readGgufSpecialTokens(file, result);
    TB_TRY(checkSizes(result));
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

namespace {

Json ropeToJson(const ModelConfig& config) {
    const auto& scaling = config.ropeScaling;
    Json rope{{"rope_type", scaling.kind}};
    if (scaling.kind != "default")
        rope["factor"] = scaling.factor;
    if (scaling.kind == "llama3") {
        rope["low_freq_factor"] = scaling.lowFrequencyFactor;
        rope["high_freq_factor"] = scaling.highFrequencyFactor;
        rope["original_max_position_embeddings"] = scaling.originalContext;
    }
    return rope;
}

Json idsToJson(const std::vector<std::int64_t>& ids) {
    if (ids.empty())
        return nullptr;
    return ids.size() == 1 ? Json(ids.front()) : Json(ids);
}

} // namespace

Json toJson(const ModelConfig& config, const std::string& dtype) {
    // Both generations of keys: transformers 4 reads the first of each pair, 5 the second.
    const Json scaling = ropeToJson(config);
    Json parameters = scaling;
    parameters["rope_theta"] = config.ropeTheta;
    return {{"architectures", {"LlamaForCausalLM"}},
            {"model_type", "llama"},
            {"hidden_act", "silu"},
            {"hidden_size", config.width},
            {"num_hidden_layers", config.layers},
            {"num_attention_heads", config.heads},
            {"num_key_value_heads", config.keyHeads},
            {"head_dim", config.headSize},
            {"intermediate_size", config.feedForward},
            {"vocab_size", config.vocabulary},
            {"max_position_embeddings", config.context},
            {"rms_norm_eps", config.rmsEpsilon},
            {"tie_word_embeddings", config.tiedOutput},
            {"attention_bias", config.attentionBias},
            {"mlp_bias", config.feedForwardBias},
            {"rope_theta", config.ropeTheta},
            {"rope_scaling", scaling.at("rope_type") == "default" ? Json(nullptr) : scaling},
            {"rope_parameters", parameters},
            {"torch_dtype", dtype},
            {"dtype", dtype},
            {"eos_token_id", idsToJson(config.eosIds)},
            {"bos_token_id", config.bosId ? Json(*config.bosId) : Json(nullptr)},
            {"pad_token_id", config.padId ? Json(*config.padId) : Json(nullptr)}};
}

} // namespace tiebreak
