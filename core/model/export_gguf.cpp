// Exports that are a GGUF file, out of a Hugging Face folder or another GGUF
// file.
#include "model/export_merge.h"
#include "model/export_targets.h"
#include "model/export_tensors.h"
#include "model/gguf_metadata.h"
#include "model/weight_places.h"
#include "model/weight_source.h"
#include "tensor/span_tensor.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;

/// general.file_type as llama.cpp numbers it, of what most weights are.
std::uint32_t fileType(TensorFormat format) {
    switch (format) {
    case TensorFormat::F32:
        return 0;
    case TensorFormat::F16:
        return 1;
    case TensorFormat::BF16:
        return 32;
    case TensorFormat::Q8_0:
        return 7;
    default:
        return 1024; // "guessed"
    }
}

Result<ExportReport> write(const ExportOptions& options, std::vector<GgufEntry> metadata,
                           ExportTensors& tensors) {
    constexpr std::uint32_t kQuantizationVersion = 2;
    const auto report = tensors.report();
    metadata.push_back({"general.file_type", fileType(report.type)});
    metadata.push_back({"general.quantization_version", kQuantizationVersion});
    TB_TRY(writeGguf(options.out, metadata, tensors.infos(),
                     [&](std::size_t index) { return tensors.bytes(index); }));
    return report;
}

/// Where a weight goes in GGUF, and what llama.cpp's converters do to it on the
/// way: the inverse of what weight_source.cpp undoes.
class GgufOrder {
public:
    explicit GgufOrder(const ModelConfig& config)
        : m_config(config)
        , m_weights(emptyWeights(config))
        , m_layout(hfLayout(config.architecture)) {
        const auto theirs = weightPlaces(m_weights, config, ggufLayout(config.architecture));
        places = weightPlaces(m_weights, config, m_layout);
        for (std::size_t k = 0; k < places.size(); ++k)
            m_place[places[k].name] = {theirs[k].name, places[k].role};
    }
    std::vector<WeightPlace> places; ///< under Hugging Face's names

    std::string nameOf(const std::string& name) const { return m_place.at(name).first; }
    bool isChanged(const std::string& name) const { return kindOf(name) != Change::None; }
    at::Tensor changed(const std::string& name, const at::Tensor& weight) const {
        const auto heads =
            m_place.at(name).second == WeightRole::Key ? m_config.keyHeads : m_config.heads;
        switch (kindOf(name)) {
        case Change::AddOne:
            return weight.to(at::kFloat) + 1;
        case Change::Neighbours:
            return regrouped(weight, heads,
                             2); // halves (0, S/2) … to neighbours (0, 1) …
        case Change::Heads:
            return regrouped(weight, heads,
                             3); // q, k, v of each head to all q, all k, all v
        case Change::Transposed:
            return weight.t().contiguous();
        default:
            return weight;
        }
    }

private:
    enum class Change { None, AddOne, Neighbours, Heads, Transposed };

    Change kindOf(const std::string& name) const {
        const auto role = m_place.at(name).second;
        const std::string gguf = ggufArchitectureName(m_config.architecture);
        const bool bias = name.ends_with(".bias");
        if (role == WeightRole::Norm && m_config.normAddsOne)
            return Change::AddOne;
        if ((gguf == "llama" || gguf == "smollm3") &&
            (role == WeightRole::Query || role == WeightRole::Key))
            return Change::Neighbours;
        if (m_layout.interleaved && role == WeightRole::Heads)
            return Change::Heads;
        const bool product = role == WeightRole::Product || role == WeightRole::Heads;
        return m_layout.transposed && product && !bias ? Change::Transposed : Change::None;
    }

    /// Rows [heads, parts, n] for Neighbours become [heads, n, parts]; for Heads
    /// [parts, heads, n].
    static at::Tensor regrouped(const at::Tensor& rows, std::int64_t heads, std::int64_t parts) {
        auto shape = rows.sizes().vec();
        shape[0] = rows.size(0) / heads / parts;
        shape.insert(shape.begin(), {heads, parts});
        const auto apart = rows.reshape(shape);
        const auto turned = parts == 2 ? apart.transpose(1, 2) : apart.transpose(0, 1);
        return turned.reshape(rows.sizes()).contiguous();
    }

    const ModelConfig& m_config;
    DecoderWeights m_weights;
    const WeightLayout& m_layout;
    std::map<std::string, std::pair<std::string, WeightRole>> m_place;
};

// — out of a folder —

/// GPT-2's matrices lie the other way round in Hugging Face's files.
std::vector<std::int64_t> shapeIn(const WeightPlace& place, bool transposed) {
    auto shape = place.shape;
    if (transposed && shape.size() == 2 && place.role != WeightRole::Table)
        std::swap(shape[0], shape[1]);
    return shape;
}

void addFactors(const std::vector<GgufFactors>& factors, ExportTensors& tensors) {
    for (const auto& [name, values] : factors) {
        const auto tensor = at::tensor(values, at::kFloat);
        TensorSpan info;
        info.name = name;
        info.shape = tensor.sizes().vec();
        tensors.add({std::move(info), [tensor] { return Result(tensor); }});
    }
}

Status addWeights(const ExportOptions& options, const WeightSource& source, const GgufOrder& order,
                  const ChangedWeights& changed, bool transposed, ExportTensors& tensors) {
    for (const auto& place : order.places) {
        const auto stored = source.formatOf(place.name);
        if (!stored)
            return Error{
                ErrorCode::BadFile, "tensor '" + place.name + "': not in the file", {}, {}};
        const auto* merged = findChanged(changed, place.name);
        TensorSpan info{order.nameOf(place.name), *stored, shapeIn(place, transposed), {}};
        info.format = ggufFormat(info, options.type, merged != nullptr);
        const auto read = [&source, &order, name = place.name, merged]() -> Result<at::Tensor> {
            TB_ASSIGN(const auto weight, merged ? Result(*merged) : source.read(name));
            return order.changed(name, weight);
        };
        tensors.add({std::move(info), read});
    }
    return {};
}

/// What was written must be read as the model it came from.
Status readBack(const fs::path& path, const ModelConfig& config) {
    TB_ASSIGN(const auto file, GgufFile::open(path));
    TB_ASSIGN(const auto written, modelConfigFromGguf(file));
    return checkSameMathematics(config, written);
}

Result<ExportReport> fromFolder(const ExportOptions& options) {
    TB_ASSIGN(const auto config, readModelConfig(options.model));
    const auto name = fs::absolute(options.model).lexically_normal().filename().string();
    TB_ASSIGN(auto description, describeForGguf(config, name));
    TB_ASSIGN(auto tokenizer, ggufTokenizerEntries(options.model, config));
    TB_ASSIGN(const auto changed, mergedWeights(options));
    TB_ASSIGN(const auto source, openWeightSource(options.model, config));
    const GgufOrder order(config);
    ExportTensors tensors;
    addFactors(description.factors, tensors);
    const bool transposed = hfLayout(config.architecture).transposed;
    TB_TRY(addWeights(options, *source, order, changed, transposed, tensors));
    auto metadata = std::move(description.metadata);
    std::move(tokenizer.begin(), tokenizer.end(), std::back_inserter(metadata));
    auto report = write(options, std::move(metadata), tensors);
    const auto same = report ? readBack(options.out, config) : Status();
    if (same)
        return report;
    std::error_code ignored;
    fs::remove(options.out, ignored);
    return same.error();
}

// — out of another GGUF file: names, order and metadata stay —

std::vector<GgufEntry> carriedOver(const GgufFile& file) {
    std::vector<GgufEntry> metadata;
    for (const auto& entry : file.rawMetadata()) {
        const bool rewritten = entry.key == "general.file_type" ||
                               entry.key == "general.quantization_version" ||
                               entry.key == "general.alignment";
        if (!rewritten)
            metadata.push_back({std::string(entry.key), entry});
    }
    return metadata;
}

/// Changed weights under GGUF's names, in its order.
Result<ChangedWeights> changedInGguf(const ExportOptions& options, const GgufFile& file) {
    TB_ASSIGN(const auto merged, mergedWeights(options));
    ChangedWeights changed;
    if (merged.empty())
        return changed;
    TB_ASSIGN(const auto config, modelConfigFromGguf(file));
    const GgufOrder order(config);
    for (const auto& [name, weight] : merged)
        changed[order.nameOf(name)] = order.changed(name, weight);
    return changed;
}

Result<ExportReport> fromGguf(const ExportOptions& options) {
    TB_ASSIGN(const auto file, GgufFile::open(options.model));
    TB_ASSIGN(const auto changed, changedInGguf(options, file));
    const auto owner = file.file().owner();
    ExportTensors tensors;
    for (const auto& span : file.tensors()) {
        const auto* merged = findChanged(changed, span.name);
        ExportTensor tensor{
            {span.name, ggufFormat(span, options.type, merged != nullptr), span.shape, {}}, {}};
        if (!merged && tensor.info.format == span.format)
            tensor.info.bytes = span.bytes; // block formats stay bit for bit
        tensor.read = [=] { return merged ? Result(*merged) : tensorFromSpan(span, owner); };
        tensors.add(std::move(tensor));
    }
    return write(options, carriedOver(file), tensors);
}

} // namespace

Result<ExportReport> exportGguf(const ExportOptions& options) {
    return fs::is_directory(options.model) ? fromFolder(options) : fromGguf(options);
}

} // namespace tiebreak
