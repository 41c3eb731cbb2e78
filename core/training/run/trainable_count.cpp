#include "training/run/trainable_count.h"

#include "files/gguf.h"
#include "model/lora_names.h"
#include "model/weight_places.h"

namespace tiebreak {

Result<ModelConfig> readSizes(const std::filesystem::path& model) {
    if (std::filesystem::is_directory(model))
        return readModelConfig(model);
    TB_ASSIGN(const auto file, GgufFile::open(model));
    return modelConfigFromGguf(file);
}

std::int64_t trainableCount(const ModelConfig& model, const std::optional<LoraConfig>& lora) {
    if (!lora)
        return weightCount(model);
    const auto& layout = hfLayout(model.architecture);
    const auto shapes = linearShapes(model);
    std::int64_t count = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(model.layers); ++i)
        for (const auto& linear : shapes)
            if (lora->targets.empty() ||
                isTarget(layerPrefix(layout, i) + linear.name, lora->targets))
                count += lora->rank * (linear.inputs + linear.outputs);
    return count;
}

} // namespace tiebreak
