#include "model/weight_source.h"

#include "files/shard_index.h"
#include "tensor/span_tensor.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

Error missing(const std::string& name) {
    return {ErrorCode::BadFile, "tensor '" + name + "': not in the file", {}, {}};
}

/// "model.layers.3.self_attn.q_proj.weight" → "blk.3.attn_q.weight"; empty where GGUF has no such
/// thing.
std::string ggufName(const std::string& name) {
    static const std::map<std::string, std::string> whole{
        {"model.embed_tokens.weight", "token_embd.weight"},
        {"model.norm.weight", "output_norm.weight"},
        {"lm_head.weight", "output.weight"}};
    static const std::map<std::string, std::string> parts{
        {"input_layernorm", "attn_norm"}, {"post_attention_layernorm", "ffn_norm"},
        {"self_attn.q_proj", "attn_q"},   {"self_attn.k_proj", "attn_k"},
        {"self_attn.v_proj", "attn_v"},   {"self_attn.o_proj", "attn_output"},
        {"mlp.gate_proj", "ffn_gate"},    {"mlp.up_proj", "ffn_up"},
        {"mlp.down_proj", "ffn_down"}};
    if (const auto found = whole.find(name); found != whole.end())
        return found->second;
    constexpr std::size_t kPrefix = sizeof("model.layers.") - 1;
    const auto dot = name.find('.', kPrefix);
    const auto lastDot = name.rfind('.');
    if (dot == std::string::npos || lastDot <= dot)
        return {};
    const auto part = parts.find(name.substr(dot + 1, lastDot - dot - 1));
    if (part == parts.end())
        return {};
    return "blk." + name.substr(kPrefix, dot - kPrefix) + "." + part->second + name.substr(lastDot);
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

class GgufSource : public WeightSource {
public:
    GgufSource(GgufFile file, const ModelConfig& config)
        : m_file(std::move(file))
        , m_heads(config.heads)
        , m_keyHeads(config.keyHeads) {}

    bool has(const std::string& name) const override {
        return m_file.find(ggufName(name)) != nullptr;
    }

    Result<at::Tensor> read(const std::string& name) const override {
        const auto* span = m_file.find(ggufName(name));
        if (span == nullptr)
            return missing(ggufName(name));
        TB_ASSIGN(const auto tensor, tensorFromSpan(*span, m_file.file().owner()));
        const bool query = name.find("q_proj") != std::string::npos;
        if (!query && name.find("k_proj") == std::string::npos)
            return tensor;
        const auto heads = query ? m_heads : m_keyHeads;
        if (tensor.size(0) % (2 * heads) != 0)
            return Error{ErrorCode::BadFile,
                         "tensor '" + span->name + "': " + std::to_string(tensor.size(0)) +
                             " rows over " + std::to_string(heads) + " heads",
                         {},
                         {}};
        return undoInterleaving(tensor, heads);
    }

private:
    GgufFile m_file;
    std::int64_t m_heads;
    std::int64_t m_keyHeads;
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

    Result<at::Tensor> read(const std::string& name) const override {
        const auto found = placeOf(name);
        if (found.empty())
            return missing(name);
        const auto& file = m_files[m_places.at(found)];
        return tensorFromSpan(*file.find(found), file.file().owner());
    }

private:
    /// The name as the file has it: bare models are saved without "model.".
    std::string placeOf(const std::string& name) const {
        if (m_places.count(name) != 0)
            return name;
        const std::string prefix = "model.";
        const auto bare = name.rfind(prefix, 0) == 0 ? name.substr(prefix.size()) : name;
        return m_places.count(bare) != 0 ? bare : std::string();
    }

    std::vector<SafetensorsFile> m_files;
    std::map<std::string, std::size_t> m_places;
};

} // namespace

Result<std::vector<std::filesystem::path>> weightFiles(const std::filesystem::path& folder) {
    const auto whole = folder / "model.safetensors";
    const auto index = folder / "model.safetensors.index.json";
    if (std::filesystem::exists(whole))
        return std::vector<std::filesystem::path>{whole};
    if (!std::filesystem::exists(index))
        return Error{ErrorCode::NotFound,
                     "neither model.safetensors nor model.safetensors.index.json is there",
                     folder.string(),
                     {}};
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

} // namespace tiebreak
