#include "model/config_families.h"

#include "model/config_json.h"
#include "model/config_read.h"
#include "model/config_rope.h"

#include <cmath>
#include <functional>

namespace tiebreak {

namespace {

using Json = nlohmann::json;

/// Where a decoder's layers see only near tokens: keys differ, the meaning does not.
struct Windows {
    std::int64_t size = 0;                           ///< 0: none
    std::function<bool(std::int64_t layer)> applies; ///< without `layer_types`; empty: nowhere
};

/// `layer_types` where it is given, else the architecture's own pattern.
Status readWindows(const Json& config, const Windows& windows, ModelConfig& model) {
    TB_ASSIGN(const auto types, textsOf(config, "layer_types"));
    if (!types.empty() && static_cast<std::int64_t>(types.size()) != model.layers)
        return wrongValue("layer_types", std::to_string(types.size()) + " texts",
                          std::to_string(model.layers) + ", one a layer");
    for (std::int64_t i = 0; i < model.layers; ++i) {
        auto& layer = model.attention[static_cast<std::size_t>(i)];
        if (types.empty()) {
            layer.window = windows.applies && windows.applies(i) ? windows.size : 0;
            continue;
        }
        const auto& type = types[static_cast<std::size_t>(i)];
        if (type != "full_attention" && type != "sliding_attention")
            return Error{ErrorCode::Unsupported,
                         "layer_types '" + type +
                             "' is not available in this version; known: full_attention, "
                             "sliding_attention",
                         {},
                         {}};
        if (type == "sliding_attention" && windows.size == 0)
            return wrongValue("sliding_window", "none",
                              "given where layer_types has sliding_attention");
        layer.window = type == "sliding_attention" ? windows.size : 0;
    }
    return {};
}

/// 0 where it is null; `usual` where it is absent.
Result<std::int64_t> windowSize(const Json& config, std::int64_t usual) {
    if (config.contains("sliding_window") && config.at("sliding_window").is_null())
        return std::int64_t{0};
    TB_ASSIGN(const std::int64_t size, integerOr(config, "sliding_window", usual));
    if (size < 1 && config.contains("sliding_window"))
        return wrongValue("sliding_window", std::to_string(size), "at least 1, or null");
    return size;
}

/// One set of angles and 1/√S for every layer.
Status readUsualAttention(const Json& config, const RopeDefaults& defaults, ModelConfig& model) {
    TB_ASSIGN(auto rotary, readRotary(config, ropeObject(config), defaults, model));
    model.rotaries = {std::move(rotary)};
    return {};
}

Status readBiases(const Json& config, ModelConfig& model) {
    TB_ASSIGN(model.queryKeyValueBias, booleanOr(config, "attention_bias", false));
    model.attentionOutputBias = model.queryKeyValueBias;
    TB_ASSIGN(model.feedForwardBias, booleanOr(config, "mlp_bias", false));
    return {};
}

Status readLlama(const Json& config, ModelConfig& model) {
    TB_TRY(readCommon(config, {}, model));
    TB_TRY(readBiases(config, model));
    return readUsualAttention(config, {}, model);
}

Status readMistral(const Json& config, ModelConfig& model) {
    constexpr std::int64_t kUsualWindow = 4096;
    TB_TRY(readCommon(config, {.keyHeads = 8}, model));
    TB_TRY(readUsualAttention(config, {}, model));
    TB_ASSIGN(const auto window, windowSize(config, kUsualWindow));
    for (auto& layer : model.attention)
        layer.window = window;
    return {};
}

/// Layers from `max_window_layers` on see a window, where `use_sliding_window` says so.
Status readQwenWindows(const Json& config, ModelConfig& model) {
    TB_ASSIGN(const bool used, booleanOr(config, "use_sliding_window", false));
    TB_ASSIGN(const auto size, windowSize(config, 4096));
    TB_ASSIGN(const auto first, integerOr(config, "max_window_layers", 28));
    return readWindows(config, {used ? size : 0, [first](std::int64_t i) { return i >= first; }},
                       model);
}

Status readQwen2(const Json& config, ModelConfig& model) {
    TB_TRY(readCommon(config, {}, model));
    model.queryKeyValueBias = true;
    TB_TRY(readUsualAttention(config, {}, model));
    return readQwenWindows(config, model);
}

Status readQwen3(const Json& config, ModelConfig& model) {
    TB_TRY(readCommon(config, {.headSize = 128}, model));
    TB_ASSIGN(model.queryKeyValueBias, booleanOr(config, "attention_bias", false));
    model.attentionOutputBias = model.queryKeyValueBias;
    model.queryKeyNorm = true;
    TB_TRY(readUsualAttention(config, {}, model));
    return readQwenWindows(config, model);
}

/// Every fourth layer has no rotary positions, or those where `no_rope_layers` has a 0.
Status readSmolLm3Positions(const Json& config, ModelConfig& model) {
    TB_ASSIGN(const auto listed, integersOf(config, "no_rope_layers"));
    TB_ASSIGN(const auto interval, integerOr(config, "no_rope_layer_interval", 4));
    if (!listed.empty() && static_cast<std::int64_t>(listed.size()) < model.layers)
        return wrongValue("no_rope_layers", std::to_string(listed.size()) + " numbers",
                          "at least " + std::to_string(model.layers) + ", one a layer");
    if (interval < 1)
        return wrongValue("no_rope_layer_interval", std::to_string(interval), "at least 1");
    for (std::int64_t i = 0; i < model.layers; ++i) {
        const bool turns =
            listed.empty() ? (i + 1) % interval != 0 : listed[static_cast<std::size_t>(i)] != 0;
        model.attention[static_cast<std::size_t>(i)].rotary = turns ? 0 : -1;
    }
    return {};
}

Status readSmolLm3(const Json& config, ModelConfig& model) {
    TB_TRY(readCommon(config, {.keyHeads = 4, .tied = true}, model));
    TB_TRY(readBiases(config, model));
    TB_TRY(readUsualAttention(config, {.theta = 2000000}, model));
    TB_TRY(readSmolLm3Positions(config, model));
    TB_ASSIGN(const bool used, booleanOr(config, "use_sliding_window", false));
    TB_ASSIGN(const auto size, windowSize(config, 0));
    const auto withoutRotary = [&model](std::int64_t i) {
        return model.attention[static_cast<std::size_t>(i)].rotary < 0;
    };
    if (used)
        return readWindows(config, {size, withoutRotary}, model);
    return {};
}

Status readPhi3(const Json& config, ModelConfig& model) {
    TB_TRY(readCommon(config, {}, model));
    Json rope = ropeObject(config);
    for (const char* key : {"type", "rope_type"}) // its name before "longrope" was there
        if (rope.value(key, Json()) == "yarn")
            rope[key] = "longrope";
    TB_ASSIGN(auto rotary,
              readRotary(config, rope, {.partial = 1.0, .originalContext = 4096}, model));
    model.rotaries = {std::move(rotary)};
    TB_ASSIGN(const auto window, windowSize(config, 0));
    for (auto& layer : model.attention)
        layer.window = window;
    return {};
}

Status refuseBothWays(const Json& config) {
    TB_ASSIGN(const bool bothWays, booleanOr(config, "use_bidirectional_attention", false));
    if (!bothWays)
        return {};
    return Error{ErrorCode::Unsupported,
                 "use_bidirectional_attention true is not available in this version; known: false",
                 {},
                 {}};
}

/// What Gemma 1 to 3 share.
Status readGemmaCommon(const Json& config, ModelConfig& model, const char* activationKey) {
    TB_TRY(refuseBothWays(config));
    TB_TRY(readCommon(config,
                      {.headSize = 256,
                       .tied = true,
                       .activationKey = activationKey,
                       .activation = "gelu_pytorch_tanh"},
                      model));
    TB_ASSIGN(model.queryKeyValueBias, booleanOr(config, "attention_bias", false));
    model.attentionOutputBias = model.queryKeyValueBias;
    model.normAddsOne = true;
    model.embeddingScale = std::sqrt(static_cast<double>(model.width));
    return {};
}

Status readGemma(const Json& config, ModelConfig& model) {
    TB_TRY(readGemmaCommon(config, model, "hidden_act"));
    if (model.activation == Activation::Gelu) // the first releases wrote "gelu" and meant this one
        model.activation = Activation::GeluTanh;
    return readUsualAttention(config, {}, model);
}

/// 1/√query_pre_attn_scalar on every layer.
Status readQueryScale(const Json& config, ModelConfig& model) {
    TB_ASSIGN(const double scalar, numberOr(config, "query_pre_attn_scalar", 256.0));
    if (!(scalar > 0))
        return wrongValue("query_pre_attn_scalar", std::to_string(scalar), "above 0");
    for (auto& layer : model.attention)
        layer.scale = 1.0 / std::sqrt(scalar);
    return {};
}

/// 0 where it is null; `usual` where it is absent.
Result<double> softCap(const Json& config, const std::string& key, double usual) {
    if (config.contains(key) && config.at(key).is_null())
        return 0.0;
    TB_ASSIGN(const double cap, numberOr(config, key, usual));
    if (cap < 0 || (cap == 0 && usual != 0))
        return wrongValue(key, std::to_string(cap), "above 0, or null");
    return cap;
}

Status readGemma2(const Json& config, ModelConfig& model) {
    TB_TRY(readGemmaCommon(config, model, "hidden_activation"));
    model.postNorms = true;
    TB_TRY(readUsualAttention(config, {}, model));
    TB_TRY(readQueryScale(config, model));
    TB_ASSIGN(model.attentionSoftCap, softCap(config, "attn_logit_softcapping", 50));
    TB_ASSIGN(model.finalSoftCap, softCap(config, "final_logit_softcapping", 30));
    TB_ASSIGN(const auto window, windowSize(config, 4096));
    return readWindows(config, {window, [](std::int64_t i) { return i % 2 == 0; }}, model);
}

/// The angles of layers that see everything, then of those that see a window.
Status readGemma3Angles(const Json& config, ModelConfig& model) {
    const Json given = isGiven(config, "rope_parameters") ? config.at("rope_parameters") : Json();
    const auto part = [&given](const char* key) {
        return given.is_object() && isGiven(given, key) && given.at(key).is_object()
                   ? given.at(key)
                   : Json::object();
    };
    Json global = part("full_attention"), local = part("sliding_attention");
    if (isGiven(config, "rope_scaling") && config.at("rope_scaling").is_object())
        global.update(config.at("rope_scaling"));
    TB_ASSIGN(const double localTheta, numberOr(config, "rope_local_base_freq", 10000.0));
    if (!isGiven(local, "rope_theta"))
        local["rope_theta"] = localTheta;
    TB_ASSIGN(auto far, readRotary(config, global, {.theta = 1000000}, model));
    TB_ASSIGN(auto near, readRotary(config, local, {}, model));
    model.rotaries = {std::move(far), std::move(near)};
    return {};
}

Status readGemma3(const Json& config, ModelConfig& model) {
    TB_TRY(readGemmaCommon(config, model, "hidden_activation"));
    model.postNorms = true;
    model.queryKeyNorm = true;
    TB_TRY(readGemma3Angles(config, model));
    TB_TRY(readQueryScale(config, model));
    TB_ASSIGN(model.finalSoftCap, softCap(config, "final_logit_softcapping", 0));
    TB_ASSIGN(const auto window, windowSize(config, 4096));
    TB_ASSIGN(const auto period, integerOr(config, "sliding_window_pattern", 6));
    if (period < 1)
        return wrongValue("sliding_window_pattern", std::to_string(period), "at least 1");
    TB_TRY(readWindows(config, {window, [period](std::int64_t i) { return (i + 1) % period != 0; }},
                       model));
    for (auto& layer : model.attention)
        layer.rotary = layer.window > 0 ? 1 : 0;
    return {};
}

constexpr CommonKeys kGpt2Keys{.tied = true,
                               .normKey = "layer_norm_epsilon",
                               .activationKey = "activation_function",
                               .activation = "gelu_new",
                               .epsilon = 1e-5,
                               .widthKey = "n_embd",
                               .layersKey = "n_layer",
                               .headsKey = "n_head",
                               .keyHeadsKey = nullptr,
                               .headSizeKey = nullptr,
                               .feedForwardKey = "n_inner",
                               .feedForwardFactor = 4,
                               .contextKey = "n_positions",
                               .context = 1024};

Status readGpt2Scales(const Json& config, ModelConfig& model) {
    TB_ASSIGN(const bool scaled, booleanOr(config, "scale_attn_weights", true));
    TB_ASSIGN(const bool byLayer, booleanOr(config, "scale_attn_by_inverse_layer_idx", false));
    for (std::size_t i = 0; i < model.attention.size(); ++i) {
        auto& layer = model.attention[i];
        layer.rotary = -1;
        layer.scale = scaled ? 1.0 / std::sqrt(static_cast<double>(model.headSize)) : 1.0;
        if (byLayer)
            layer.scale /= static_cast<double>(i + 1);
    }
    return {};
}

Status readGpt2(const Json& config, ModelConfig& model) {
    TB_ASSIGN(const bool crossed, booleanOr(config, "add_cross_attention", false));
    if (crossed)
        return Error{ErrorCode::Unsupported,
                     "add_cross_attention true is not available in this version; known: false",
                     {},
                     {}};
    TB_TRY(readCommon(config, kGpt2Keys, model));
    model.norm = NormKind::Layer;
    model.learnedPositions = true;
    model.queryKeyValueBias = model.attentionOutputBias = model.feedForwardBias = true;
    return readGpt2Scales(config, model);
}

Status readGptNeoX(const Json& config, ModelConfig& model) {
    TB_TRY(readCommon(config,
                      {.normKey = "layer_norm_eps",
                       .activation = "gelu",
                       .epsilon = 1e-5,
                       .keyHeadsKey = nullptr,
                       .headSizeKey = nullptr},
                      model));
    model.norm = NormKind::Layer;
    TB_ASSIGN(model.parallelResidual, booleanOr(config, "use_parallel_residual", true));
    TB_ASSIGN(model.queryKeyValueBias, booleanOr(config, "attention_bias", true));
    model.attentionOutputBias = model.queryKeyValueBias;
    model.feedForwardBias = true;
    RopeDefaults defaults;
    TB_ASSIGN(defaults.theta, numberOr(config, "rotary_emb_base", 10000.0));
    TB_ASSIGN(defaults.partial, numberOr(config, "rotary_pct", 0.25));
    return readUsualAttention(config, defaults, model);
}

Status refuseDecoding(const Json& config) {
    for (const char* key : {"is_decoder", "add_cross_attention"}) {
        TB_ASSIGN(const bool given, booleanOr(config, key, false));
        if (given)
            return Error{ErrorCode::Unsupported,
                         std::string(key) + " true is not available in this version; known: false",
                         {},
                         {}};
    }
    TB_ASSIGN(const auto positions, textOr(config, "position_embedding_type", "absolute"));
    if (positions != "absolute")
        return Error{ErrorCode::Unsupported,
                     "position_embedding_type '" + positions +
                         "' is not available in this version; known: absolute",
                     {},
                     {}};
    return {};
}

CommonKeys bertKeys() {
    return {.normKey = "layer_norm_eps",
            .activation = "gelu",
            .epsilon = 1e-12,
            .keyHeadsKey = nullptr,
            .headSizeKey = nullptr,
            .context = 512};
}

Status readBert(const Json& config, ModelConfig& model) {
    TB_TRY(refuseDecoding(config));
    TB_TRY(readCommon(config, bertKeys(), model));
    model.norm = NormKind::Layer;
    model.learnedPositions = true;
    TB_ASSIGN(model.typeVocabulary, integerOr(config, "type_vocab_size", 2));
    if (model.typeVocabulary < 1 || model.typeVocabulary > 65536)
        return wrongValue("type_vocab_size", std::to_string(model.typeVocabulary), "1 to 65536");
    return {};
}

/// Positions begin after the padding id, as fairseq counted them.
Status readRoberta(const Json& config, ModelConfig& model) {
    TB_TRY(readBert(config, model));
    if (!model.padId)
        model.padId = 1;
    model.firstPosition = *model.padId + 1;
    model.context -= model.firstPosition;
    if (model.context < 1)
        return wrongValue("max_position_embeddings",
                          std::to_string(model.context + model.firstPosition),
                          "above pad_token_id + 1");
    return {};
}

Status readDistilBert(const Json& config, ModelConfig& model) {
    auto keys = bertKeys();
    keys.normKey = "no key says it"; // always 1e-12
    keys.activationKey = "activation";
    keys.widthKey = "dim";
    keys.layersKey = "n_layers";
    keys.headsKey = "n_heads";
    keys.feedForwardKey = "hidden_dim";
    TB_TRY(readCommon(config, keys, model));
    model.norm = NormKind::Layer;
    model.learnedPositions = true;
    return {};
}

struct Family {
    const char* type;   ///< model_type
    const char* stem;   ///< of its class names
    const char* causal; ///< the rest of a language model's class name
    Status (*read)(const Json&, ModelConfig&);
};

constexpr Family kFamilies[] = {{"llama", "Llama", "ForCausalLM", readLlama},
                                {"mistral", "Mistral", "ForCausalLM", readMistral},
                                {"qwen2", "Qwen2", "ForCausalLM", readQwen2},
                                {"qwen3", "Qwen3", "ForCausalLM", readQwen3},
                                {"smollm3", "SmolLM3", "ForCausalLM", readSmolLm3},
                                {"gemma", "Gemma", "ForCausalLM", readGemma},
                                {"gemma2", "Gemma2", "ForCausalLM", readGemma2},
                                {"gemma3_text", "Gemma3", "ForCausalLM", readGemma3},
                                {"phi3", "Phi3", "ForCausalLM", readPhi3},
                                {"gpt2", "GPT2", "LMHeadModel", readGpt2},
                                {"gpt_neox", "GPTNeoX", "ForCausalLM", readGptNeoX},
                                {"bert", "Bert", "", readBert},
                                {"distilbert", "DistilBert", "", readDistilBert},
                                {"roberta", "Roberta", "", readRoberta},
                                {"xlm-roberta", "XLMRoberta", "", readRoberta}};

const Family* findFamily(const std::string& type) {
    for (const auto& family : kFamilies)
        if (type == family.type)
            return &family;
    return nullptr;
}

} // namespace

Status readFamily(const Json& config, ModelConfig& result) {
    const auto* family = findFamily(result.architecture);
    if (family == nullptr)
        return Error{ErrorCode::Unsupported,
                     "model_type '" + result.architecture +
                         "' is not available in this version; known: " + knownArchitectures(),
                     {},
                     {}};
    return family->read(config, result);
}

std::string knownArchitectures() {
    std::string list;
    for (const auto& family : kFamilies)
        list += (list.empty() ? "" : ", ") + std::string(family.type);
    return list;
}

std::string className(const ModelConfig& config) {
    const auto* family = findFamily(config.architecture);
    const std::string stem = family == nullptr ? "Llama" : family->stem;
    if (config.labels == 0)
        return stem + (family == nullptr ? "ForCausalLM" : family->causal);
    const bool text = config.architecture == "gemma3_text"; // transformers' one exception
    return stem + (text ? "Text" : "") + "ForSequenceClassification";
}

} // namespace tiebreak
