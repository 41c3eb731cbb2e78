#include "model/weight_places.h"

#include <numeric>

namespace tiebreak {

namespace {

using Shape = std::vector<std::int64_t>;

std::vector<Linear> namedLinears(const std::vector<std::string>& names, bool transposed) {
    std::vector<Linear> layers(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        layers[i].name = names[i];
        layers[i].transposed = transposed;
    }
    return layers;
}

/// Lists the parts of one layer.
class LayerPlaces {
public:
    LayerPlaces(const ModelConfig& config, const WeightLayout& layout, std::string prefix,
                std::vector<WeightPlace>& places)
        : m_config(config)
        , m_layout(layout)
        , m_prefix(std::move(prefix))
        , m_places(places) {}

    void add(DecoderLayer& layer) {
        const auto D = m_config.width, F = m_config.feedForward;
        norm(layer.inputNorm, m_layout.inputNorm, D);
        heads(layer);
        if (m_config.queryKeyNorm) {
            norm(layer.queryNorm, m_layout.queryNorm, m_config.headSize);
            norm(layer.keyNorm, m_layout.keyNorm, m_config.headSize);
        }
        linear(layer.output, m_layout.attentionOutput,
               {D, m_config.heads * m_config.headSize, m_config.attentionOutputBias});
        if (m_config.postNorms)
            norm(layer.postAttentionNorm, m_layout.postAttentionNorm, D);
        norm(layer.feedForwardNorm, m_layout.feedForwardNorm, D);
        const auto rows = m_layout.gated && layer.gateUp.size() == 1 ? 2 * F : F;
        for (std::size_t i = 0; i < layer.gateUp.size(); ++i)
            linear(layer.gateUp[i], m_layout.gateUp[i], {rows, D, m_config.feedForwardBias});
        linear(layer.down, m_layout.down, {D, F, m_config.feedForwardBias});
        if (m_config.postNorms)
            norm(layer.postFeedForwardNorm, m_layout.postFeedForwardNorm, D);
    }

private:
    struct Size {
        std::int64_t out, in;
        bool biased;
        WeightRole role = WeightRole::Product;
    };

    void norm(Norm& norm, const std::string& name, std::int64_t size) {
        m_places.push_back({&norm.weight, m_prefix + name + ".weight", {size}, WeightRole::Norm});
        if (m_config.norm == NormKind::Layer)
            m_places.push_back({&norm.bias, m_prefix + name + ".bias", {size}, WeightRole::Bias});
    }

    void heads(DecoderLayer& layer) {
        const auto queries = m_config.heads * m_config.headSize;
        const auto keys = m_config.keyHeads * m_config.headSize;
        const auto& names = m_layout.queryKeyValue;
        auto& parts = layer.queryKeyValue;
        const auto D = m_config.width;
        const bool biased = m_config.queryKeyValueBias;
        if (parts.size() == 1) {
            linear(parts[0], names[0], {queries + 2 * keys, D, biased, WeightRole::Heads});
            return;
        }
        linear(parts[0], names[0], {queries, D, biased, WeightRole::Query});
        linear(parts[1], names[1], {keys, D, biased, WeightRole::Key});
        linear(parts[2], names[2], {keys, D, biased});
    }

    void linear(Linear& linear, const std::string& name, Size size) {
        const Shape shape = linear.transposed ? Shape{size.in, size.out} : Shape{size.out, size.in};
        m_places.push_back(
            {&linear.weight, m_prefix + name + ".weight", shape, size.role, &linear});
        const auto role = size.role == WeightRole::Product ? WeightRole::Bias : size.role;
        if (size.biased)
            m_places.push_back({&linear.bias, m_prefix + name + ".bias", {size.out}, role});
    }

    const ModelConfig& m_config;
    const WeightLayout& m_layout;
    std::string m_prefix;
    std::vector<WeightPlace>& m_places;
};

void addFinalNorm(DecoderWeights& weights, const ModelConfig& config, const WeightLayout& layout,
                  std::vector<WeightPlace>& places) {
    const auto name = layout.base + layout.finalNorm;
    places.push_back(
        {&weights.finalNorm.weight, name + ".weight", {config.width}, WeightRole::Norm});
    if (config.norm == NormKind::Layer)
        places.push_back(
            {&weights.finalNorm.bias, name + ".bias", {config.width}, WeightRole::Bias});
}

void addOutput(DecoderWeights& weights, const ModelConfig& config, const WeightLayout& layout,
               std::vector<WeightPlace>& places) {
    if (config.labels > 0)
        places.push_back(
            {&weights.output, "score.weight", {config.labels, config.width}, WeightRole::Table});
    else if (!config.tiedOutput)
        places.push_back({&weights.output,
                          layout.output + ".weight",
                          {config.vocabulary, config.width},
                          WeightRole::Table});
}

template <class Layer, class Pointer>
std::vector<std::pair<std::string, Pointer>> linearLayersOf(Layer& layer) {
    std::vector<std::pair<std::string, Pointer>> all;
    for (auto& part : layer.queryKeyValue)
        all.emplace_back(part.name, &part);
    all.emplace_back(layer.output.name, &layer.output);
    for (auto& part : layer.gateUp)
        all.emplace_back(part.name, &part);
    all.emplace_back(layer.down.name, &layer.down);
    return all;
}

} // namespace

std::vector<std::pair<std::string, Linear*>> linearLayers(DecoderLayer& layer) {
    return linearLayersOf<DecoderLayer, Linear*>(layer);
}

std::vector<std::pair<std::string, const Linear*>> linearLayers(const DecoderLayer& layer) {
    return linearLayersOf<const DecoderLayer, const Linear*>(layer);
}

DecoderWeights emptyWeights(const ModelConfig& config) {
    const auto& layout = hfLayout(config.architecture);
    DecoderLayer layer;
    layer.queryKeyValue = namedLinears(layout.queryKeyValue, layout.transposed);
    layer.output = namedLinears({layout.attentionOutput}, layout.transposed).front();
    layer.gateUp = namedLinears(layout.gateUp, layout.transposed);
    layer.down = namedLinears({layout.down}, layout.transposed).front();
    DecoderWeights weights;
    weights.layers.assign(static_cast<std::size_t>(config.layers), layer);
    return weights;
}

std::vector<WeightPlace> weightPlaces(DecoderWeights& weights, const ModelConfig& config,
                                      const WeightLayout& layout) {
    std::vector<WeightPlace> places{{&weights.embedding,
                                     layout.base + layout.embedding + ".weight",
                                     {config.vocabulary, config.width},
                                     WeightRole::Table}};
    if (config.learnedPositions)
        places.push_back({&weights.positions,
                          layout.base + layout.positions + ".weight",
                          {config.context, config.width},
                          WeightRole::Table});
    for (std::size_t i = 0; i < weights.layers.size(); ++i)
        LayerPlaces(config, layout, layerPrefix(layout, i), places).add(weights.layers[i]);
    addFinalNorm(weights, config, layout, places);
    addOutput(weights, config, layout, places);
    return places;
}

std::vector<LinearShape> linearShapes(const ModelConfig& config) {
    ModelConfig one = config;
    one.layers = 1;
    auto weights = emptyWeights(one);
    const auto places = weightPlaces(weights, one, hfLayout(config.architecture));
    std::vector<LinearShape> shapes;
    for (const auto& [name, linear] : linearLayers(weights.layers.front()))
        for (const auto& place : places)
            if (place.tensor == &linear->weight)
                shapes.push_back({name, place.shape[linear->transposed ? 0 : 1],
                                  place.shape[linear->transposed ? 1 : 0]});
    return shapes;
}

std::int64_t weightCount(const ModelConfig& config) {
    auto weights = emptyWeights(config);
    std::int64_t count = 0;
    for (const auto& place : weightPlaces(weights, config, hfLayout(config.architecture)))
        count += std::accumulate(place.shape.begin(), place.shape.end(), std::int64_t{1},
                                 std::multiplies<>());
    return count;
}

} // namespace tiebreak
