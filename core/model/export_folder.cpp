// Exports that are folders: hf, merged, peft.
#include "model/export_targets.h"

#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "files/shard_write.h"
#include "model/export_merge.h"
#include "model/export_tensors.h"
#include "model/load_model.h"
#include "model/lora.h"
#include "model/weight_source.h"
#include "tensor/span_tensor.h"
#include "text/save_tokenizer.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxConfig = 4u << 20;
constexpr const char* kGenerationConfig = "generation_config.json";

const char* torchName(TensorFormat format) {
    return format == TensorFormat::F16    ? "float16"
           : format == TensorFormat::BF16 ? "bfloat16"
                                          : "float32";
}

// — a folder goes out as it came: every file of weights, every tensor, the configuration's own
// words —

/// Unchanged and in the type it is stored in, a tensor's own bytes are written.
ExportTensor folderTensor(const TensorSpan& span, const std::shared_ptr<const void>& owner,
                          const at::Tensor* changed, const ExportOptions& options) {
    ExportTensor tensor{span, {}};
    tensor.info.format = folderFormat(span.format, options.type);
    if (!changed && tensor.info.format == span.format)
        return tensor;
    tensor.info.bytes = {};
    if (changed)
        tensor.read = [merged = *changed] { return Result(merged); };
    else
        tensor.read = [span, owner] { return tensorFromSpan(span, owner); };
    return tensor;
}

Status copyWeights(const fs::path& file, const ExportOptions& options,
                   const ChangedWeights& changed, const fs::path& folder, ExportTensors& all) {
    TB_ASSIGN(const auto opened, SafetensorsFile::open(file));
    ExportTensors tensors;
    for (const auto& span : opened.tensors()) {
        auto tensor =
            folderTensor(span, opened.file().owner(), findChanged(changed, span.name), options);
        all.add({TensorSpan{span.name, tensor.info.format, span.shape, {}}, {}});
        tensors.add(std::move(tensor));
    }
    auto metadata = opened.metadata();
    metadata.emplace("format", "pt");
    return writeSafetensors(
        folder / file.filename(), tensors.infos(),
        [&](std::size_t index) { return tensors.bytes(index); }, metadata);
}

/// config.json with its type replaced, everything else as it was.
Status copyConfig(const ExportOptions& options, const fs::path& folder) {
    TB_ASSIGN(const auto text, readFile(options.model / "config.json", kMaxConfig));
    if (!options.type)
        return writeFileAtomically(folder / "config.json", text);
    auto config = nlohmann::ordered_json::parse(text, nullptr, false);
    for (const char* key : {"torch_dtype", "dtype"})
        config[key] = torchName(*options.type);
    return writeFileAtomically(folder / "config.json", config.dump(2) + "\n");
}

Status copyIfThere(const fs::path& from, const fs::path& to) {
    std::error_code ignored;
    if (!fs::exists(from, ignored))
        return {};
    TB_ASSIGN(const auto content, readFile(from, 256u << 20));
    return writeFileAtomically(to, content);
}

Result<ExportReport> copyFolder(const ExportOptions& options, const fs::path& folder) {
    TB_TRY(readModelConfig(options.model)); // an unknown architecture is refused here
    TB_ASSIGN(const auto files, weightFiles(options.model));
    TB_ASSIGN(const auto changed, mergedWeights(options));
    ExportTensors all;
    for (const auto& file : files)
        TB_TRY(copyWeights(file, options, changed, folder, all));
    TB_TRY(copyConfig(options, folder));
    if (files.size() > 1 || files.front().filename() != "model.safetensors")
        TB_TRY(writeShardIndex(folder, files));
    TB_TRY(copyIfThere(options.model / kGenerationConfig, folder / kGenerationConfig));
    TB_TRY(saveTokenizer(options.model, folder));
    return all.report();
}

// — a GGUF file: the decoder names its weights and their shapes, the file has their bits —

Result<ExportTensors> tensorsOf(const Decoder& decoder, const WeightSource& source,
                                const ChangedWeights& changed, const ExportOptions& options) {
    ExportTensors tensors;
    for (const auto& [name, weight] : decoder.namedWeights()) {
        const auto stored = source.formatOf(name).value_or(TensorFormat::F32);
        ExportTensor tensor{
            TensorSpan{name, folderFormat(stored, options.type), weight.sizes().vec(), {}}, {}};
        if (const auto* merged = findChanged(changed, name))
            tensor.read = [merged = *merged] { return Result(merged); };
        else
            tensor.read = [&source, name = name] { return source.read(name); };
        tensors.add(std::move(tensor));
    }
    return tensors;
}

/// Divisors out of a GGUF have no key in config.json; the four numbers they were made from are not
/// in the file.
Status checkRotary(const ModelConfig& config) {
    for (const auto& rotary : config.rotaries)
        if (!rotary.scaling.frequencyDivisors.empty())
            return Error{ErrorCode::Unsupported,
                         "export to hf: rope_freqs.weight of a GGUF has no place in config.json",
                         {},
                         {}};
    return {};
}

Status writeConfigs(const ModelConfig& config, TensorFormat type, const fs::path& folder) {
    const auto json = toJson(config, torchName(type));
    auto generation = nlohmann::json::object();
    for (const char* key : {"eos_token_id", "bos_token_id", "pad_token_id"})
        if (!json.at(key).is_null())
            generation[key] = json.at(key);
    TB_TRY(writeFileAtomically(folder / kGenerationConfig, generation.dump(2) + "\n"));
    return writeFileAtomically(folder / "config.json", json.dump(2) + "\n");
}

Result<ExportReport> unpackGguf(const ExportOptions& options, const fs::path& folder) {
    LoadOptions load;
    load.dtype = DtypeChoice::Float32;
    TB_ASSIGN(const auto model, loadModel(options.model, load));
    TB_TRY(checkRotary(model.config()));
    TB_ASSIGN(const auto source, openWeightSource(options.model, model.config()));
    TB_ASSIGN(const auto changed, mergedWeights(options));
    TB_ASSIGN(auto tensors, tensorsOf(*model.decoder, *source, changed, options));
    const auto report = tensors.report();
    TB_TRY(writeShards(
        folder, tensors.infos(), [&](std::size_t index) { return tensors.bytes(index); },
        options.shardBytes));
    TB_TRY(saveTokenizer(options.model, folder));
    TB_TRY(writeConfigs(model.config(), report.type, folder));
    return report;
}

Result<ExportReport> writeAdapter(const ExportOptions& options, const fs::path& folder) {
    LoadOptions load;
    load.dtype = DtypeChoice::Float32;
    TB_ASSIGN(const auto model, loadModel(options.model, load));
    TB_ASSIGN(const auto lora, loadLora(*model.decoder, options.adapter, false));
    TB_TRY(saveLora(*model.decoder, lora, folder, fs::absolute(options.model).string()));
    ExportTensors tensors;
    for (const auto& [name, tensor] : model.decoder->adapterTensors())
        tensors.add({TensorSpan{name, TensorFormat::F32, tensor.sizes().vec(), {}}, {}});
    return tensors.report();
}

} // namespace

Result<ExportReport> writeExportFolder(const ExportOptions& options, const fs::path& folder) {
    if (options.target == ExportTarget::Peft)
        return writeAdapter(options, folder);
    return fs::is_directory(options.model) ? copyFolder(options, folder)
                                           : unpackGguf(options, folder);
}

} // namespace tiebreak
