#include "commands/model_facts.h"

#include "files/gguf.h"
#include "files/safetensors.h"
#include "model/load_model.h"
#include "model/weight_source.h"
#include "text/chat_template.h"

#include <algorithm>
#include <map>

namespace tiebreak {

namespace fs = std::filesystem;

namespace {

constexpr int kDepth = 4;

/// Number of weights, bytes of them, and the format that holds most.
struct Weights {
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    std::map<TensorFormat, std::int64_t> byFormat;

    void add(const std::vector<TensorSpan>& tensors) {
        for (const auto& tensor : tensors) {
            count += tensor.elements();
            bytes += std::int64_t(tensor.bytes.size());
            byFormat[tensor.format] += tensor.elements();
        }
    }
    std::string format() const {
        const auto most =
            std::max_element(byFormat.begin(), byFormat.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        return most == byFormat.end() ? "" : tensorFormatName(most->first);
    }
};

nlohmann::json describe(const ModelConfig& config, const Weights& weights) {
    return {{"architecture", config.architecture},
            {"parameters", weights.count},
            {"weights", weights.format()},
            {"bytes", weights.bytes},
            {"context", config.context},
            {"layers", config.layers},
            {"width", config.width},
            {"heads", config.heads},
            {"key_heads", config.keyHeads},
            {"vocabulary", config.vocabulary}};
}

Result<nlohmann::json> ggufFacts(const fs::path& path) {
    TB_ASSIGN(const GgufFile file, GgufFile::open(path));
    TB_ASSIGN(const ModelConfig config, modelConfigFromGguf(file));
    Weights weights;
    weights.add(file.tensors());
    if (weights.count == 0)
        return Error{ErrorCode::BadFile, "holds a vocabulary but no weights", path.string(),
                     nullptr};
    return describe(config, weights);
}

Result<nlohmann::json> folderFacts(const fs::path& path) {
    TB_ASSIGN(const ModelConfig config, readModelConfig(path));
    TB_ASSIGN(const auto files, weightFiles(path));
    Weights weights;
    for (const auto& name : files) {
        TB_ASSIGN(const auto file, SafetensorsFile::open(name));
        weights.add(file.tensors());
    }
    return describe(config, weights);
}

bool isModelFolder(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::exists(folder / "config.json", ignored))
        return false;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().extension() == ".safetensors")
            return true;
    return false;
}

void collect(const fs::path& folder, int depth, std::vector<fs::path>& found) {
    if (isModelFolder(folder)) {
        found.push_back(folder);
        return;
    }
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().filename().string().starts_with('.'))
            continue;
        if (entry.is_regular_file(ignored) && entry.path().extension() == ".gguf")
            found.push_back(entry.path());
        else if (entry.is_directory(ignored) && depth > 1)
            collect(entry.path(), depth - 1, found);
    }
}

} // namespace

std::string shownModelName(const fs::path& path) {
    const std::string name =
        path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
    return path.extension() == ".gguf" ? name.substr(0, name.find('.')) : name;
}

Result<nlohmann::json> modelFacts(const fs::path& path) {
    std::error_code ignored;
    TB_ASSIGN(nlohmann::json facts,
              fs::is_directory(path, ignored) ? folderFacts(path) : ggufFacts(path));
    TB_ASSIGN(facts["hash"], modelHash(path));
    facts["path"] = path.string();
    facts["name"] = shownModelName(path);
    facts["template"] = loadChatTemplateSource(path).ok();
    return facts;
}

std::vector<fs::path> findModels(const fs::path& folder) {
    std::vector<fs::path> found;
    collect(folder, kDepth, found);
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace tiebreak
