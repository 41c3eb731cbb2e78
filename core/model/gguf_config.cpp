// modelConfigFromGguf(): GGUF metadata as llama.cpp's converters write it. What llama.cpp has as a
// constant of an architecture and not in the file is here too.
#include "model/weight_layout.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

Error unsupported(const std::string& what, const std::string& known) {
    return {ErrorCode::Unsupported,
            what + " is not available in this version; known: " + known,
            {},
            {}};
}

/// Metadata under the architecture's prefix, with what to take where a key is absent.
class Metadata {
public:
    Metadata(const GgufFile& file, std::string prefix)
        : m_file(file)
        , m_prefix(std::move(prefix)) {}

    bool has(const std::string& key) const { return m_file.has(m_prefix + key); }
    Result<std::int64_t> integer(const std::string& key) const {
        return m_file.integer(m_prefix + key);
    }
    Result<std::int64_t> integerOr(const std::string& key, std::int64_t usual) const {
        return has(key) ? integer(key) : Result<std::int64_t>(usual);
    }
    Result<double> numberOr(const std::string& key, double usual) const {
        return has(key) ? m_file.number(m_prefix + key) : Result<double>(usual);
    }
    Result<double> number(const std::string& key) const { return m_file.number(m_prefix + key); }
    Result<std::string> textOr(const std::string& key, const std::string& usual) const {
        return has(key) ? m_file.text(m_prefix + key) : Result<std::string>(usual);
    }
    Result<bool> boolean(const std::string& key) const { return m_file.boolean(m_prefix + key); }

private:
    const GgufFile& m_file;
    std::string m_prefix;
};

Status readSizes(const GgufFile& file, const Metadata& data, ModelConfig& result) {
    TB_ASSIGN(result.width, data.integer("embedding_length"));
    TB_ASSIGN(result.layers, data.integer("block_count"));
    TB_ASSIGN(result.heads, data.integer("attention.head_count"));
    TB_ASSIGN(result.keyHeads, data.integerOr("attention.head_count_kv", result.heads));
    std::int64_t usual = result.heads > 0 ? result.width / result.heads : 0;
    if (result.architecture != "gpt_neox" && result.architecture != "phi3") { // all of a head turns
        TB_ASSIGN(usual, data.integerOr("rope.dimension_count", usual));
    }
    TB_ASSIGN(result.headSize, data.integerOr("attention.key_length", usual));
    TB_ASSIGN(result.feedForward, data.integer("feed_forward_length"));
    TB_ASSIGN(result.context, data.integer("context_length"));
    const TensorSpan* embedding = file.find("token_embd.weight");
    if (embedding == nullptr || embedding->shape.size() != 2)
        return Error{
            ErrorCode::BadFile, "tensor 'token_embd.weight': not there as a matrix", {}, {}};
    result.vocabulary = embedding->shape[0];
    result.tiedOutput = file.find("output.weight") == nullptr;
    result.queryKeyValueBias =
        file.find("blk.0.attn_q.bias") != nullptr || file.find("blk.0.attn_qkv.bias") != nullptr;
    result.attentionOutputBias = file.find("blk.0.attn_output.bias") != nullptr;
    result.feedForwardBias = file.find("blk.0.ffn_up.bias") != nullptr;
    return {};
}

/// A list of float32 factors, one a turning pair; empty where the file has none of that name.
Result<std::vector<double>> factorsOf(const GgufFile& file, const std::string& name,
                                      std::int64_t pairs) {
    const TensorSpan* span = file.find(name);
    if (span == nullptr)
        return std::vector<double>{};
    if (span->format != TensorFormat::F32 || span->elements() != pairs)
        return Error{ErrorCode::BadFile,
                     "tensor '" + name + "': must be " + std::to_string(pairs) + " float32 values",
                     {},
                     {}};
    const auto* values = reinterpret_cast<const float*>(span->bytes.data());
    return std::vector<double>(values, values + pairs);
}

Status readYarn(const Metadata& data, const ModelConfig& model, RopeScaling& scaling) {
    TB_ASSIGN(scaling.factor, data.number("rope.scaling.factor"));
    TB_ASSIGN(scaling.originalContext,
              data.integerOr("rope.scaling.original_context_length", model.context));
    const double usual = scaling.factor <= 1 ? 1.0 : 0.1 * std::log(scaling.factor) + 1.0;
    TB_ASSIGN(scaling.attentionFactor, data.numberOr("rope.scaling.yarn_attn_factor", usual));
    TB_ASSIGN(scaling.betaFast, data.numberOr("rope.scaling.yarn_beta_fast", 32));
    TB_ASSIGN(scaling.betaSlow, data.numberOr("rope.scaling.yarn_beta_slow", 1));
    return {};
}

Status readLongRope(const GgufFile& file, const Metadata& data, const ModelConfig& model,
                    RotaryConfig& rotary) {
    auto& scaling = rotary.scaling;
    TB_ASSIGN(scaling.originalContext,
              data.integerOr("rope.scaling.original_context_length", model.context));
    scaling.factor =
        double(model.context) / double(std::max<std::int64_t>(2, scaling.originalContext));
    TB_ASSIGN(scaling.attentionFactor, data.numberOr("rope.scaling.attn_factor", 1));
    TB_ASSIGN(scaling.longFactors, factorsOf(file, "rope_factors_long.weight", rotary.dims / 2));
    TB_ASSIGN(scaling.shortFactors, factorsOf(file, "rope_factors_short.weight", rotary.dims / 2));
    if (scaling.longFactors.empty() || scaling.shortFactors.empty())
        return Error{ErrorCode::BadFile,
                     "rope.scaling.type 'longrope': rope_factors_long.weight and "
                     "rope_factors_short.weight are not both there",
                     {},
                     {}};
    return {};
}

/// `rope_freqs.weight` holds the divisors that llama3's stretching gives for each frequency.
Status readScaling(const GgufFile& file, const Metadata& data, ModelConfig& model,
                   RotaryConfig& rotary) {
    auto& scaling = rotary.scaling;
    TB_ASSIGN(const auto kind, data.textOr("rope.scaling.type", "none"));
    const bool factors = file.find("rope_factors_long.weight") != nullptr;
    if (kind == "longrope" || (kind == "none" && factors)) {
        scaling.kind = "longrope";
        TB_TRY(readLongRope(file, data, model, rotary));
    } else if (kind == "linear") {
        scaling.kind = "linear";
        TB_ASSIGN(scaling.factor, data.number("rope.scaling.factor"));
    } else if (kind == "yarn") {
        scaling.kind = "yarn";
        TB_TRY(readYarn(data, model, scaling));
    } else if (kind != "none") {
        return unsupported("rope scaling '" + kind + "'",
                           "none, linear, yarn, longrope, rope_freqs.weight");
    }
    if (!(scaling.factor > 0))
        return Error{ErrorCode::BadFile, "rope.scaling.factor: must be above 0", {}, {}};
    TB_ASSIGN(scaling.frequencyDivisors, factorsOf(file, "rope_freqs.weight", rotary.dims / 2));
    return {};
}

Status readAngles(const GgufFile& file, const Metadata& data, ModelConfig& model) {
    RotaryConfig rotary;
    TB_ASSIGN(rotary.theta, data.numberOr("rope.freq_base", 10000));
    TB_ASSIGN(rotary.dims, data.integerOr("rope.dimension_count", model.headSize));
    if (rotary.dims < 2 || rotary.dims > model.headSize || rotary.dims % 2 != 0 ||
        !(rotary.theta > 0))
        return Error{ErrorCode::BadFile,
                     "rope.dimension_count " + std::to_string(rotary.dims) +
                         ": must be even, 2 to " + std::to_string(model.headSize) +
                         ", and rope.freq_base above 0",
                     {},
                     {}};
    TB_TRY(readScaling(file, data, model, rotary));
    model.rotaries = {std::move(rotary)};
    return {};
}

void readSpecialTokens(const GgufFile& file, ModelConfig& result) {
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

/// Gemma 2 alternates; Gemma 3 has one layer of six that sees everything.
Status readGemmaWindows(const Metadata& data, ModelConfig& model) {
    const bool second = model.architecture == "gemma2";
    TB_ASSIGN(const auto window, data.integerOr("attention.sliding_window", second ? 4096 : 0));
    if (window < 0)
        return Error{ErrorCode::BadFile, "attention.sliding_window: must be 0 or more", {}, {}};
    TB_ASSIGN(const auto period,
              data.integerOr("attention.sliding_window_pattern", second ? 2 : 6));
    for (std::int64_t i = 0; i < model.layers && window > 0; ++i)
        if (period < 1 || (i + 1) % period != 0)
            model.attention[static_cast<std::size_t>(i)].window = window;
    return {};
}

Status readGemma(const Metadata& data, ModelConfig& model) {
    model.activation = Activation::GeluTanh;
    model.normAddsOne = true;
    model.embeddingScale = std::sqrt(static_cast<double>(model.width));
    if (model.architecture == "gemma")
        return {};
    model.postNorms = true;
    TB_TRY(readGemmaWindows(data, model));
    // Only the two largest have another query scale, which no key of the file says.
    const bool largest = model.layers == (model.architecture == "gemma2" ? 46 : 62);
    const auto scaled = largest ? model.width / model.heads : model.headSize;
    for (auto& layer : model.attention)
        layer.scale = 1.0 / std::sqrt(static_cast<double>(scaled));
    TB_ASSIGN(model.finalSoftCap, data.numberOr("final_logit_softcapping", 0));
    if (model.architecture == "gemma2") {
        TB_ASSIGN(model.attentionSoftCap, data.numberOr("attn_logit_softcapping", 0));
        return {};
    }
    model.queryKeyNorm = true;
    RotaryConfig near{10000, model.headSize, {}};
    TB_ASSIGN(near.theta, data.numberOr("rope.freq_base_swa", 10000));
    model.rotaries.push_back(near);
    for (auto& layer : model.attention)
        layer.rotary = layer.window > 0 ? 1 : 0;
    return {};
}

Status readLayerNormModel(const Metadata& data, ModelConfig& model) {
    model.norm = NormKind::Layer;
    if (model.architecture == "gpt2") {
        model.activation = Activation::GeluTanh;
        model.learnedPositions = true;
        model.rotaries.clear();
        for (auto& layer : model.attention)
            layer.rotary = -1;
        return {};
    }
    model.activation = Activation::Gelu;
    TB_ASSIGN(model.parallelResidual, data.boolean("use_parallel_residual"));
    return {};
}

/// What only some architectures have.
Status readTraits(const Metadata& data, ModelConfig& model) {
    const auto& type = model.architecture;
    if (type.rfind("gemma", 0) == 0)
        return readGemma(data, model);
    if (type == "gpt2" || type == "gpt_neox")
        return readLayerNormModel(data, model);
    if (type == "qwen3")
        model.queryKeyNorm = true;
    if (type == "phi3") {
        TB_ASSIGN(const auto window, data.integerOr("attention.sliding_window", 0));
        for (auto& layer : model.attention)
            layer.window = std::max<std::int64_t>(0, window);
    }
    if (type == "smollm3")
        for (std::size_t i = 3; i < model.attention.size(); i += 4)
            model.attention[i].rotary = -1;
    return {};
}

} // namespace

Result<ModelConfig> modelConfigFromGguf(const GgufFile& file) {
    ModelConfig result;
    TB_ASSIGN(const auto name, file.text("general.architecture"));
    const auto* architecture = ggufArchitecture(name);
    if (architecture == nullptr)
        return unsupported("general.architecture '" + name + "'", knownGgufArchitectures());
    result.architecture = architecture;
    const Metadata data(file, name + ".");
    TB_TRY(readSizes(file, data, result));
    TB_TRY(checkConfig(result));
    const bool layerNorm = data.has("attention.layer_norm_epsilon");
    TB_ASSIGN(result.normEpsilon, data.number(layerNorm ? "attention.layer_norm_epsilon"
                                                        : "attention.layer_norm_rms_epsilon"));
    const double scale = 1.0 / std::sqrt(static_cast<double>(result.headSize));
    result.attention.assign(static_cast<std::size_t>(result.layers), {0, 0, scale});
    TB_TRY(readAngles(file, data, result));
    TB_TRY(readTraits(data, result));
    readSpecialTokens(file, result);
    return result;
}

} // namespace tiebreak
