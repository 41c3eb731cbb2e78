#include "text/gguf_tokenizer.h"
#include "text/sentencepiece_tokenizer.h"
#include "text/tokenizer_json.h"

namespace tiebreak {

namespace {

namespace fs = std::filesystem;
using Loaded = Result<std::shared_ptr<const Tokenizer>>;

Loaded loadFolder(const fs::path& folder) {
    std::error_code ignored;
    const auto description = folder / "tokenizer.json";
    const auto model = folder / "tokenizer.model";
    TB_ASSIGN(const auto settings, readTokenizerSettings(folder));
    if (fs::exists(description, ignored))
        return loadTokenizerJson(description, settings);
    if (fs::exists(model, ignored))
        return loadSentencePiece(model, settings);
    return Error{ErrorCode::NotFound,
                 "no tokenizer: the folder has neither tokenizer.json nor tokenizer.model; name "
                 "one with --tokenizer",
                 folder.string()};
}

Loaded loadGguf(const fs::path& path) {
    TB_ASSIGN(const auto file, GgufFile::open(path));
    return loadGgufTokenizer(file);
}

} // namespace

Loaded loadTokenizer(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return Error{ErrorCode::NotFound, "no such file or folder", path.string()};
    if (fs::is_directory(path, ignored))
        return loadFolder(path);
    if (path.extension() == ".gguf")
        return loadGguf(path);
    const bool description = path.extension() == ".json";
    if (!description && path.extension() != ".model")
        return Error{ErrorCode::Unsupported,
                     "'" + path.extension().string() +
                         "' is no known kind of tokenizer (.gguf, .json and .model are)",
                     path.string()};
    TB_ASSIGN(const auto settings, readTokenizerSettings(path.parent_path()));
    return description ? loadTokenizerJson(path, settings) : loadSentencePiece(path, settings);
}

} // namespace tiebreak
