// loadEncoder(): what the files of BERT, DistilBERT and RoBERTa call their weights.
#include "model/encoder.h"
#include "model/weight_loader.h"
#include "tensor/torch_error.h"

namespace tiebreak {

namespace {

/// Names below are parts; a layer's weight is base + layer + index + "." + part + ".weight".
struct EncoderLayout {
    const char* base;
    const char* layer;
    const char *query, *key, *value, *output, *attentionNorm, *up, *down, *outputNorm;
    const char *pooler, *classifier; ///< whole names but ".weight"
};

constexpr EncoderLayout kBert{"bert.",
                              "encoder.layer.",
                              "attention.self.query",
                              "attention.self.key",
                              "attention.self.value",
                              "attention.output.dense",
                              "attention.output.LayerNorm",
                              "intermediate.dense",
                              "output.dense",
                              "output.LayerNorm",
                              "bert.pooler.dense",
                              "classifier"};

constexpr EncoderLayout kDistilBert{"distilbert.",       "transformer.layer.", "attention.q_lin",
                                    "attention.k_lin",   "attention.v_lin",    "attention.out_lin",
                                    "sa_layer_norm",     "ffn.lin1",           "ffn.lin2",
                                    "output_layer_norm", "pre_classifier",     "classifier"};

EncoderLayout layoutOf(const ModelConfig& config) {
    if (config.architecture == "distilbert")
        return kDistilBert;
    EncoderLayout layout = kBert;
    if (config.architecture != "bert") { // RoBERTa: the same layers under another head
        layout.base = "roberta.";
        layout.pooler = "classifier.dense";
        layout.classifier = "classifier.out_proj";
    }
    return layout;
}

class EncoderPlaces {
public:
    explicit EncoderPlaces(const ModelConfig& config)
        : m_config(config)
        , m_layout(layoutOf(config)) {}

    std::vector<WeightPlace> of(EncoderWeights& weights) {
        const auto D = m_config.width;
        const std::string embeddings = std::string(m_layout.base) + "embeddings.";
        table(weights.words, embeddings + "word_embeddings", m_config.vocabulary);
        table(weights.positions, embeddings + "position_embeddings",
              m_config.context + m_config.firstPosition);
        if (m_config.typeVocabulary > 0)
            table(weights.types, embeddings + "token_type_embeddings", m_config.typeVocabulary);
        norm(weights.embeddingNorm, embeddings + "LayerNorm");
        for (std::size_t i = 0; i < weights.layers.size(); ++i)
            addLayer(weights.layers[i],
                     std::string(m_layout.base) + m_layout.layer + std::to_string(i) + ".");
        linear(weights.pooler, m_layout.pooler, D, D);
        linear(weights.classifier, m_layout.classifier, m_config.labels, D);
        return std::move(m_places);
    }

private:
    void addLayer(EncoderLayer& layer, const std::string& prefix) {
        const auto D = m_config.width, F = m_config.feedForward;
        linear(layer.query, prefix + m_layout.query, D, D);
        linear(layer.key, prefix + m_layout.key, D, D);
        linear(layer.value, prefix + m_layout.value, D, D);
        linear(layer.output, prefix + m_layout.output, D, D);
        norm(layer.attentionNorm, prefix + m_layout.attentionNorm);
        linear(layer.up, prefix + m_layout.up, F, D);
        linear(layer.down, prefix + m_layout.down, D, F);
        norm(layer.outputNorm, prefix + m_layout.outputNorm);
    }
    void table(at::Tensor& tensor, const std::string& name, std::int64_t rows) {
        m_places.push_back({&tensor, name + ".weight", {rows, m_config.width}, WeightRole::Table});
    }
    void norm(Norm& norm, const std::string& name) {
        m_places.push_back({&norm.weight, name + ".weight", {m_config.width}, WeightRole::Norm});
        m_places.push_back({&norm.bias, name + ".bias", {m_config.width}, WeightRole::Bias});
    }
    void linear(Linear& linear, const std::string& name, std::int64_t out, std::int64_t in) {
        m_places.push_back({&linear.weight, name + ".weight", {out, in}, WeightRole::Product});
        m_places.push_back({&linear.bias, name + ".bias", {out}, WeightRole::Bias});
    }

    const ModelConfig& m_config;
    EncoderLayout m_layout;
    std::vector<WeightPlace> m_places;
};

Result<std::shared_ptr<Encoder>> load(const std::filesystem::path& folder,
                                      const LoadOptions& options) {
    TB_ASSIGN(const auto config, readModelConfig(folder));
    if (!isEncoder(config))
        return Error{ErrorCode::Unsupported,
                     "model_type '" + config.architecture + "' is no encoder",
                     folder.string(),
                     {}};
    TB_ASSIGN(const auto source, safetensorsSource(folder));
    EncoderWeights weights;
    weights.layers.resize(static_cast<std::size_t>(config.layers));
    const auto dtype = resolveDtype(options.dtype, options.device);
    TB_TRY(loadPlaces(*source, EncoderPlaces(config).of(weights), dtype, options));
    return std::make_shared<Encoder>(config, std::move(weights));
}

} // namespace

Result<std::shared_ptr<Encoder>> loadEncoder(const std::filesystem::path& folder,
                                             const LoadOptions& options) {
    auto encoder = guardTorch("loading " + folder.string(), [&] { return load(folder, options); });
    if (encoder || !encoder.error().path.empty())
        return encoder;
    Error error = encoder.error();
    error.path = folder.string();
    return error;
}

} // namespace tiebreak
