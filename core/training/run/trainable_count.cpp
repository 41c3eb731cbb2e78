#include "training/run/trainable_count.h"

#include "files/gguf.h"

#include <algorithm>
#include <string_view>

namespace tiebreak {

namespace {

struct LinearSize {
    std::string_view name;
    std::int64_t in, out;
};

std::vector<LinearSize> linearSizes(const ModelConfig& m) {
    const std::int64_t query = m.heads * m.headSize, key = m.keyHeads * m.headSize;
    return {{"q_proj", m.width, query},         {"k_proj", m.width, key},
            {"v_proj", m.width, key},           {"o_proj", query, m.width},
            {"gate_proj", m.width, m.feedForward}, {"up_proj", m.width, m.feedForward},
            {"down_proj", m.feedForward, m.width}};
}

std::int64_t fullCount(const ModelConfig& m) {
    std::int64_t layer = 2 * m.width; // the two norms
    for (const auto& linear : linearSizes(m))
        layer += linear.in * linear.out;
    if (m.attentionBias)
        layer += (m.heads + 2 * m.keyHeads) * m.headSize + m.width;
    if (m.feedForwardBias)
        layer += 2 * m.feedForward + m.width;
    return m.layers * layer + m.width + (m.tiedOutput ? 1 : 2) * m.vocabulary * m.width;
}

bool isTarget(const LoraConfig& lora, std::string_view name) {
    return lora.targets.empty() || std::ranges::find(lora.targets, name) != lora.targets.end();
}

} // namespace

Result<ModelConfig> readSizes(const std::filesystem::path& model) {
    if (std::filesystem::is_directory(model))
        return readModelConfig(model);
    TB_ASSIGN(const auto file, GgufFile::open(model));
    return modelConfigFromGguf(file);
}

std::int64_t trainableCount(const ModelConfig& model, const std::optional<LoraConfig>& lora) {
    if (!lora)
        return fullCount(model);
    std::int64_t layer = 0;
    for (const auto& linear : linearSizes(model))
        if (isTarget(*lora, linear.name))
            layer += lora->rank * (linear.in + linear.out);
    return model.layers * layer;
}

} // namespace tiebreak
