// loadLora() and saveLora(): PEFT folders.
#include "model/lora.h"

#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "model/config_json.h"
#include "model/lora_names.h"
#include "model/peft_config.h"
#include "model/weight_layout.h"
#include "tensor/span_tensor.h"
#include "tensor/torch_error.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr const char* kConfigFile = "adapter_config.json";
constexpr const char* kWeightsFile = "adapter_model.safetensors";
constexpr const char* kHeadName = "base_model.model.score.weight";

Result<at::Tensor> readMatrix(const SafetensorsFile& file, const std::string& name,
                              const std::vector<std::int64_t>& shape, bool trainable,
                              c10::Device device) {
    const auto* span = file.find(name);
    if (span == nullptr)
        return Error{ErrorCode::BadFile, "tensor '" + name + "': not in the file", {}, {}};
    TB_ASSIGN(const auto tensor, tensorFromSpan(*span, file.file().owner()));
    if (tensor.sizes() != at::IntArrayRef(shape))
        return Error{ErrorCode::BadFile,
                     "tensor '" + name + "': shape " + c10::str(tensor.sizes()) + ", must be " +
                         c10::str(at::IntArrayRef(shape)),
                     {},
                     {}};
    return tensor.to(device, at::kFloat, false, true).set_requires_grad(trainable);
}

Result<LowRankAdapter> readAdapter(const SafetensorsFile& file, const std::string& prefix,
                                   const Linear& linear, const LoraOptions& options,
                                   bool trainable) {
    const auto device = linear.device();
    const std::vector<std::int64_t> shapeA{options.rank, linear.inputs()};
    const std::vector<std::int64_t> shapeB{linear.outputs(), options.rank};
    TB_ASSIGN(auto a, readMatrix(file, prefix + ".lora_A.weight", shapeA, trainable, device));
    TB_ASSIGN(auto b, readMatrix(file, prefix + ".lora_B.weight", shapeB, trainable, device));
    return LowRankAdapter{a, b, loraScale(options), options.dropout};
}

/// Every tensor of the file must have found its place: what is left would silently not count.
Status checkNothingLeft(const SafetensorsFile& file, std::size_t used) {
    if (file.tensors().size() == used)
        return {};
    return Error{ErrorCode::BadFile,
                 std::to_string(file.tensors().size()) + " tensors, of which only " +
                     std::to_string(used) + " belong to the adapted layers of this model",
                 {},
                 {}};
}

/// `others`: tensors of the file that are no part of the adapter.
Status placeAdapter(Decoder& decoder, const SafetensorsFile& file, const LoraOptions& options,
                    bool trainable, std::size_t others = 0) {
    TB_ASSIGN(const auto targets, resolvedTargets(decoder, options));
    const auto& layout = hfLayout(decoder.config().architecture);
    auto& layers = decoder.weights().layers;
    std::vector<std::pair<Linear*, LowRankAdapter>> adapters; // placed only when all are right
    for (std::size_t i = 0; i < layers.size(); ++i)
        for (auto& [name, linear] : linearLayers(layers[i])) {
            const auto layerName = layerPrefix(layout, i) + name;
            if (!isTarget(layerName, targets))
                continue;
            TB_ASSIGN(auto adapter, readAdapter(file, "base_model.model." + layerName, *linear,
                                                options, trainable));
            adapters.emplace_back(linear, std::move(adapter));
        }
    TB_TRY(checkNothingLeft(file, 2 * adapters.size() + others));
    for (auto& layer : layers)
        for (auto& [name, linear] : linearLayers(layer))
            linear->adapter.reset();
    for (auto& [linear, adapter] : adapters)
        linear->adapter = std::move(adapter);
    decoder.dropInferenceWeights();
    return {};
}

Error withPath(Error error, const fs::path& path) {
    if (error.path.empty())
        error.path = path.string();
    return error;
}

} // namespace

Result<LoraOptions> loadLora(Decoder& decoder, const fs::path& folder, bool trainable) {
    TB_ASSIGN(const auto json, readJsonObject((folder / kConfigFile).string()));
    const auto options = loraOptionsFromPeft(json);
    if (!options)
        return withPath(options.error(), folder / kConfigFile);
    TB_ASSIGN(const auto file, SafetensorsFile::open(folder / kWeightsFile));
    const auto placed = guardTorch(
        "loading the adapter", [&] { return placeAdapter(decoder, file, *options, trainable); });
    if (!placed)
        return withPath(placed.error(), folder / kWeightsFile);
    return options;
}

Result<ScoringLora> loadScoringLora(Decoder& decoder, const fs::path& folder, bool trainable) {
    TB_ASSIGN(const auto json, readJsonObject((folder / kConfigFile).string()));
    const auto options = scoringOptionsFromPeft(json);
    if (!options)
        return withPath(options.error(), folder / kConfigFile);
    TB_ASSIGN(const auto file, SafetensorsFile::open(folder / kWeightsFile));
    ScoringLora loaded{*options, {}};
    const Status placed = guardTorch("loading the adapter", [&]() -> Status {
        TB_ASSIGN(loaded.scoreHead, readMatrix(file, kHeadName, {1, decoder.config().width}, false,
                                               decoder.device()));
        return placeAdapter(decoder, file, *options, trainable, 1);
    });
    if (!placed)
        return withPath(placed.error(), folder / kWeightsFile);
    return loaded;
}

Status saveLora(const Decoder& decoder, const LoraOptions& options, const fs::path& folder,
                const std::string& base, const at::Tensor& scoreHead) {
    LoraOptions written = options;
    TB_ASSIGN(written.targets, resolvedTargets(decoder, options)); // peftConfig() relies on it
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        return errnoError("making the folder", folder.string(), failed.value());
    std::vector<at::Tensor> held;
    std::vector<TensorSpan> spans;
    NamedTensors tensors = decoder.adapterTensors();
    if (tensors.empty())
        return Error{ErrorCode::NotFound, "saving: the model has no adapter", folder.string(), {}};
    if (scoreHead.defined())
        tensors.emplace_back(kHeadName, scoreHead);
    for (const auto& [name, tensor] : tensors) {
        held.push_back(tensor.detach().cpu().contiguous());
        TB_ASSIGN(auto span, spanOfTensor(name, held.back()));
        spans.push_back(std::move(span));
    }
    TB_TRY(writeSafetensors(folder / kWeightsFile, spans, {{"format", "pt"}}));
    auto config = peftConfig(written, base);
    config["fan_in_fan_out"] = hfLayout(decoder.config().architecture).transposed;
    if (scoreHead.defined()) {
        config["task_type"] = "SEQ_CLS";
        config["modules_to_save"] = {"score"};
    }
    return writeFileAtomically(folder / kConfigFile, config.dump(2));
}

} // namespace tiebreak
