#include "model/gguf_metadata.h"

#include "model/weight_layout.h"
#include "text/gguf_vocabulary.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

Error unsupported(const std::string& message) {
    return {ErrorCode::Unsupported, "export to GGUF: " + message, {}, {}};
}

/// Collects entries below "<architecture>.".
class Writer {
public:
    Writer(const ModelConfig& config, std::string prefix, GgufDescription& description)
        : m_config(config)
        , m_prefix(std::move(prefix))
        , m_description(description) {}

    void add(const std::string& key, GgufWritable value) {
        m_description.metadata.push_back({m_prefix + key, std::move(value)});
    }
    void count(const std::string& key, std::int64_t value) {
        add(key, static_cast<std::uint32_t>(value));
    }
    void number(const std::string& key, double value) { add(key, static_cast<float>(value)); }

    void sizes() {
        count("vocab_size", m_config.vocabulary);
        count("context_length", contextLength());
        count("embedding_length", m_config.width);
        count("block_count", m_config.layers);
        count("feed_forward_length", m_config.feedForward);
        count("attention.head_count", m_config.heads);
        count("attention.head_count_kv", m_config.keyHeads);
        if (m_config.headSize * m_config.heads != m_config.width) {
            count("attention.key_length", m_config.headSize);
            count("attention.value_length", m_config.headSize);
        }
        number(m_config.norm == NormKind::Layer ? "attention.layer_norm_epsilon"
                                                : "attention.layer_norm_rms_epsilon",
               m_config.normEpsilon);
    }

    Status rotary() {
        if (m_config.rotaries.empty())
            return {};
        const auto& rotary = m_config.rotaries.front();
        count("rope.dimension_count", rotary.dims);
        number("rope.freq_base", rotary.theta);
        const auto& scaling = rotary.scaling;
        if (!scaling.frequencyDivisors.empty())
            addFactors("rope_freqs.weight", scaling.frequencyDivisors);
        if (scaling.kind == "default")
            return {};
        if (scaling.kind == "llama3") {
            addFactors("rope_freqs.weight", llama3Divisors(rotary));
            return {};
        }
        if (scaling.kind == "longrope")
            return longRope(scaling);
        if (scaling.kind != "linear" && scaling.kind != "yarn")
            return unsupported(
                "rope scaling '" + scaling.kind +
                "' has no form in it; default, linear, yarn, longrope and llama3 do");
        add("rope.scaling.type", scaling.kind);
        number("rope.scaling.factor", scaling.factor);
        if (scaling.kind == "yarn")
            yarn(scaling);
        return {};
    }

    void traits() {
        const auto& type = m_config.architecture;
        const auto window = largestWindow();
        if (window > 0 && hasWindowKey())
            count("attention.sliding_window", window);
        if (const auto period = windowPeriod(); period > 0)
            count("attention.sliding_window_pattern", period);
        if (m_config.finalSoftCap > 0)
            number("final_logit_softcapping", m_config.finalSoftCap);
        if (m_config.attentionSoftCap > 0)
            number("attn_logit_softcapping", m_config.attentionSoftCap);
        if (type == "gpt_neox")
            add("use_parallel_residual", m_config.parallelResidual);
    }

private:
    std::int64_t largestWindow() const {
        std::int64_t window = 0;
        for (const auto& layer : m_config.attention)
            window = std::max(window, layer.window);
        return window;
    }
    /// Every how many layers one sees everything; 0 where all or none do.
    std::int64_t windowPeriod() const {
        for (std::size_t i = 0; i < m_config.attention.size(); ++i)
            if (m_config.attention[i].window == 0)
                return i == 0 ? 0 : static_cast<std::int64_t>(i) + 1;
        return 0;
    }
    bool hasWindowKey() const {
        const auto& type = m_config.architecture;
        return type == "gemma2" || type == "gemma3_text" || type == "phi3";
    }
    /// llama.cpp's other architectures look back over everything: longer rows
    /// would differ.
    std::int64_t contextLength() const {
        const auto window = largestWindow();
        return window > 0 && !hasWindowKey() ? std::min(window, m_config.context)
                                             : m_config.context;
    }

    void yarn(const RopeScaling& scaling) {
        count("rope.scaling.original_context_length", scaling.originalContext);
        number("rope.scaling.yarn_beta_fast", scaling.betaFast);
        number("rope.scaling.yarn_beta_slow", scaling.betaSlow);
    }

    Status longRope(const RopeScaling& scaling) {
        add("rope.scaling.type", std::string("longrope"));
        count("rope.scaling.original_context_length", scaling.originalContext);
        number("rope.scaling.attn_factor", scaling.attentionFactor);
        addFactors("rope_factors_long.weight", scaling.longFactors);
        addFactors("rope_factors_short.weight", scaling.shortFactors);
        return {};
    }

    void addFactors(const std::string& name, const std::vector<double>& values) {
        m_description.factors.push_back({name, std::vector<float>(values.begin(), values.end())});
    }

    /// Divisors of the frequencies, as transformers' llama3 scaling gives them.
    static std::vector<double> llama3Divisors(const RotaryConfig& rotary) {
        const auto& scaling = rotary.scaling;
        std::vector<double> divisors;
        for (std::int64_t pair = 0; pair < rotary.dims / 2; ++pair) {
            const double share = 2.0 * static_cast<double>(pair) / static_cast<double>(rotary.dims);
            const double turns = static_cast<double>(scaling.originalContext) /
                                 (2 * std::numbers::pi * std::pow(rotary.theta, share));
            const double smooth =
                std::clamp((turns - scaling.lowFrequencyFactor) /
                               (scaling.highFrequencyFactor - scaling.lowFrequencyFactor),
                           0.0, 1.0);
            divisors.push_back(1 / ((1 - smooth) / scaling.factor + smooth));
        }
        return divisors;
    }

    const ModelConfig& m_config;
    std::string m_prefix;
    GgufDescription& m_description;
};

void addId(std::vector<GgufEntry>& entries, const char* key,
           const std::optional<std::int64_t>& id) {
    if (id)
        entries.push_back(
            {std::string("tokenizer.ggml.") + key + "_token_id", static_cast<std::uint32_t>(*id)});
}

std::optional<std::int64_t> firstOf(const std::vector<std::int64_t>& ids) {
    return ids.empty() ? std::nullopt : std::optional(ids.front());
}

} // namespace

Result<GgufDescription> describeForGguf(const ModelConfig& config, const std::string& name) {
    const auto* architecture = ggufArchitectureName(config.architecture);
    if (architecture == nullptr || config.labels > 0)
        return unsupported((config.labels > 0 ? "a classifier of model_type '" : "model_type '") +
                           config.architecture + "' has no form in it");
    GgufDescription description;
    description.metadata.push_back({"general.architecture", std::string(architecture)});
    description.metadata.push_back({"general.name", name});
    Writer writer(config, std::string(architecture) + ".", description);
    writer.sizes();
    TB_TRY(writer.rotary());
    writer.traits();
    return description;
}

Status checkSameMathematics(const ModelConfig& config, const ModelConfig& written) {
    constexpr double kSingle = 1e-6; // GGUF has numbers in float32
    const auto near = [](double a, double b) { return std::abs(a - b) <= kSingle * std::abs(a); };
    const auto differs = [](const std::string& what) {
        return unsupported("it has no words for this model's " + what);
    };
    if (config.activation != written.activation)
        return differs("activation");
    if (!near(config.attentionSoftCap, written.attentionSoftCap) ||
        !near(config.finalSoftCap, written.finalSoftCap))
        return differs("soft caps");
    if (!near(config.embeddingScale, written.embeddingScale) ||
        !near(config.normEpsilon, written.normEpsilon))
        return differs("embedding scale or norm epsilon");
    for (std::size_t i = 0; i < config.attention.size(); ++i) {
        const auto &ours = config.attention[i], &theirs = written.attention[i];
        const bool reached = ours.window > 0 && written.context <= ours.window;
        if (ours.window != theirs.window && !reached)
            return differs("attention window of layer " + std::to_string(i));
        if (!near(ours.scale, theirs.scale))
            return differs("query scale of layer " + std::to_string(i));
        const bool turns = ours.rotary >= 0, turn = theirs.rotary >= 0;
        if (turns != turn)
            return differs("rotary positions of layer " + std::to_string(i));
        if (!turns)
            continue;
        const auto& a = config.rotaries[static_cast<std::size_t>(ours.rotary)];
        const auto& b = written.rotaries[static_cast<std::size_t>(theirs.rotary)];
        if (!near(a.theta, b.theta) || a.dims != b.dims ||
            !near(a.scaling.factor,
                  b.scaling.frequencyDivisors.empty() ? b.scaling.factor : a.scaling.factor))
            return differs("rotary angles of layer " + std::to_string(i));
    }
    return {};
}

Result<std::vector<GgufEntry>> ggufTokenizerEntries(const fs::path& folder,
                                                    const ModelConfig& config) {
    std::vector<GgufEntry> entries;
    auto found = ggufVocabulary(folder, config.vocabulary);
    if (!found && found.error().code == ErrorCode::NotFound)
        return entries; // llama.cpp refuses such a file for text, as we do
    if (!found)
        return found.error();
    const std::string prefix = "tokenizer.ggml.";
    entries.push_back({prefix + "model", found->model});
    if (!found->pre.empty())
        entries.push_back({prefix + "pre", found->pre});
    entries.push_back({prefix + "tokens", std::move(found->pieces)});
    entries.push_back({prefix + "token_type", std::move(found->kinds)});
    if (!found->scores.empty())
        entries.push_back({prefix + "scores", std::move(found->scores)});
    if (!found->merges.empty())
        entries.push_back({prefix + "merges", std::move(found->merges)});
    addId(entries, "bos", found->bos ? found->bos : config.bosId);
    addId(entries, "eos", found->eos ? found->eos : firstOf(config.eosIds));
    addId(entries, "padding", found->pad ? found->pad : config.padId);
    addId(entries, "unknown", found->unknown);
    entries.push_back({prefix + "add_bos_token", found->addBos});
    entries.push_back({prefix + "add_eos_token", found->addEos});
    if (found->model == "llama")
        entries.push_back({prefix + "add_space_prefix", found->addSpacePrefix});
    if (!found->chatTemplate.empty())
        entries.push_back({"tokenizer.chat_template", std::move(found->chatTemplate)});
    return entries;
}

} // namespace tiebreak
