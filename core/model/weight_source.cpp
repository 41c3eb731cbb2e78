#include "model/weight_source.h"

#include "files/pickle_refusal.h"
#include "files/shard_index.h"
#include "model/weight_places.h"
#include "tensor/span_tensor.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

Error missing(const std::string& name) {
    return {ErrorCode::BadFile, "tensor '" + name + "': not in the file", {}, {}};
}

/// ggml turns neighbours (0, 1), (2, 3) …; Hugging Face turns halves (0, S/2) …: rows go back to
/// halves.
at::Tensor undoInterleaving(const at::Tensor& rows, std::int64_t heads) {
    const auto half = rows.size(0) / heads / 2;
    auto shape = rows.sizes().vec();
    shape[0] = 2;
    shape.insert(shape.begin(), {heads, half});
    return rows.reshape(shape).transpose(1, 2).reshape(rows.sizes()).contiguous();
}

/// GGUF has all queries, all keys, all values; GPT-NeoX has q, k and v of each head together.
at::Tensor interleaveHeads(const at::Tensor& rows, std::int64_t heads) {
    auto shape = rows.sizes().vec();
    shape[0] = rows.size(0) / heads / 3;
    shape.insert(shape.begin(), {3, heads});
    return rows.reshape(shape).transpose(0, 1).reshape(rows.sizes()).contiguous();
}

/// Where a weight of a Hugging Face name lies in a GGUF, and what it is.
struct GgufPlace {
    std::string name;
    WeightRole role;
};

std::map<std::string, GgufPlace> ggufPlaces(const ModelConfig& config) {
    auto weights = emptyWeights(config);
    const auto ours = weightPlaces(weights, config, hfLayout(config.architecture));
    const auto theirs = weightPlaces(weights, config, ggufLayout(config.architecture));
    std::map<std::string, GgufPlace> places;
    for (std::size_t i = 0; i < ours.size(); ++i)
        places.emplace(ours[i].name, GgufPlace{theirs[i].name, ours[i].role});
    return places;
}

class GgufSource : public WeightSource {
public:
    GgufSource(GgufFile file, const ModelConfig& config)
        : m_file(std::move(file))
        , m_config(config)
        , m_layout(hfLayout(config.architecture))
        , m_places(ggufPlaces(config)) {}

    bool has(const std::string& name) const override {
        const auto place = m_places.find(name);
        return place != m_places.end() && m_file.find(place->second.name) != nullptr;
    }

    std::optional<TensorFormat> formatOf(const std::string& name) const override {
        const auto place = m_places.find(name);
        const auto* span = place == m_places.end() ? nullptr : m_file.find(place->second.name);
        return span ? std::optional(span->format) : std::nullopt;
    }

    Result<Blocks> blocks(const std::string& name) const override {
        const auto place = m_places.find(name);
        const auto* span = place == m_places.end() ? nullptr : m_file.find(place->second.name);
        if (span == nullptr || m_layout.transposed || span->shape.size() != 2 ||
            blockLayout(span->format).elements == 1)
            return Blocks();
        TB_ASSIGN(const auto matrix, QuantisedMatrix::make(*span, m_file.file().owner()));
        const auto places = at::arange(matrix->rows(), at::kLong);
        TB_ASSIGN(const auto order, restored(places, *span, place->second.role));
        if (at::equal(order, places))
            return matrix;
        const auto* rows = order.const_data_ptr<std::int64_t>();
        return matrix->reordered({rows, rows + matrix->rows()});
    }

    Result<at::Tensor> read(const std::string& name) const override {
        const auto place = m_places.find(name);
        if (place == m_places.end())
            return missing(name);
        const auto* span = m_file.find(place->second.name);
        if (span == nullptr)
            return missing(place->second.name);
        TB_ASSIGN(const auto tensor, tensorFromSpan(*span, m_file.file().owner()));
        return restored(tensor, *span, place->second.role);
    }

private:
    /// Undoes what the converters of llama.cpp do to a weight.
    Result<at::Tensor> restored(const at::Tensor& tensor, const TensorSpan& span,
                                WeightRole role) const {
        if (role == WeightRole::Norm && m_config.normAddsOne) // GGUF holds 1 + weight
            return tensor.to(at::kFloat) - 1;
        const bool llama = m_config.architecture == "llama" || m_config.architecture == "smollm3";
        if (llama && (role == WeightRole::Query || role == WeightRole::Key)) {
            const auto heads = role == WeightRole::Query ? m_config.heads : m_config.keyHeads;
            TB_TRY(checkRows(tensor, span, 2 * heads));
            return undoInterleaving(tensor, heads);
        }
        if (m_layout.interleaved && role == WeightRole::Heads) {
            TB_TRY(checkRows(tensor, span, 3 * m_config.heads));
            return interleaveHeads(tensor, m_config.heads);
        }
        const bool product = role == WeightRole::Product || role == WeightRole::Heads;
        return m_layout.transposed && product && tensor.dim() == 2 ? tensor.t().contiguous()
                                                                   : tensor;
    }

    static Status checkRows(const at::Tensor& tensor, const TensorSpan& span,
                            std::int64_t divisor) {
        if (tensor.dim() > 0 && tensor.size(0) % divisor == 0)
            return {};
        return Error{ErrorCode::BadFile,
                     "tensor '" + span.name +
                         "': " + std::to_string(tensor.dim() > 0 ? tensor.size(0) : 0) +
                         " rows, must be a multiple of " + std::to_string(divisor),
                     {},
                     {}};
    }

    GgufFile m_file;
    ModelConfig m_config;
    const WeightLayout& m_layout;
    std::map<std::string, GgufPlace> m_places;
};

class SafetensorsSource : public WeightSource {
public:
    explicit SafetensorsSource(std::vector<SafetensorsFile> files)
        : m_files(std::move(files)) {
        for (std::size_t i = 0; i < m_files.size(); ++i)
            for (const auto& span : m_files[i].tensors())
                m_places.emplace(span.name, i);
    }

    bool has(const std::string& name) const override { return !placeOf(name).empty(); }

    std::optional<TensorFormat> formatOf(const std::string& name) const override {
        const auto found = placeOf(name);
        if (found.empty())
            return std::nullopt;
        return m_files[m_places.at(found)].find(found)->format;
    }

    Result<at::Tensor> read(const std::string& name) const override {
        const auto found = placeOf(name);
        if (found.empty())
            return missing(name);
        const auto& file = m_files[m_places.at(found)];
        return tensorFromSpan(*file.find(found), file.file().owner());
    }

private:
    /// The name as the file has it: bare models are saved without "model.", the language model of
    /// one with pictures lies deeper, and the first BERTs had other names for a norm's two vectors.
    std::string placeOf(const std::string& name) const {
        const auto bare = name.substr(name.find('.') + 1);
        for (const auto& candidate : {name, bare, "language_model." + name,
                                      "model.language_model." + bare, oldNormName(name)})
            if (m_places.count(candidate) != 0)
                return candidate;
        return {};
    }

    /// "….LayerNorm.weight" → "….LayerNorm.gamma"
    static std::string oldNormName(const std::string& name) {
        const auto last = name.rfind("LayerNorm.");
        if (last == std::string::npos)
            return name;
        return name.substr(0, last) +
               (name.ends_with("weight") ? "LayerNorm.gamma" : "LayerNorm.beta");
    }

    std::vector<SafetensorsFile> m_files;
    std::map<std::string, std::size_t> m_places;
};

/// A folder whose weights are pickled says how to convert them.
Status refusePickledFolder(const std::filesystem::path& folder) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        TB_TRY(refusePickled(entry.path(), {}));
    return {};
}

} // namespace

Result<std::vector<std::filesystem::path>> weightFiles(const std::filesystem::path& folder) {
    const auto whole = folder / "model.safetensors";
    const auto index = folder / "model.safetensors.index.json";
    if (std::filesystem::exists(whole))
        return std::vector<std::filesystem::path>{whole};
    if (!std::filesystem::exists(index)) {
        TB_TRY(refusePickledFolder(folder));
        return Error{ErrorCode::NotFound,
                     "neither model.safetensors nor model.safetensors.index.json is there",
                     folder.string(),
                     {}};
    }
    TB_ASSIGN(const auto shards, readShardIndex(index));
    std::vector<std::filesystem::path> paths;
    for (const auto& name : shards.files)
        paths.push_back(folder / name);
    return paths;
}

std::unique_ptr<WeightSource> ggufSource(GgufFile file, const ModelConfig& config) {
    return std::make_unique<GgufSource>(std::move(file), config);
}

Result<std::unique_ptr<WeightSource>> safetensorsSource(const std::filesystem::path& folder) {
    TB_ASSIGN(const auto paths, weightFiles(folder));
    std::vector<SafetensorsFile> files;
    for (const auto& path : paths) {
        TB_ASSIGN(auto file, SafetensorsFile::open(path));
        files.push_back(std::move(file));
    }
    return std::unique_ptr<WeightSource>(std::make_unique<SafetensorsSource>(std::move(files)));
}

Result<std::unique_ptr<WeightSource>> openWeightSource(const std::filesystem::path& path,
                                                       const ModelConfig& config) {
    if (std::filesystem::is_directory(path))
        return safetensorsSource(path);
    TB_ASSIGN(auto file, GgufFile::open(path));
    return ggufSource(std::move(file), config);
}

} // namespace tiebreak
