#include "text/gguf_tokenizer.h"
#include "text/tokenizer.h"

namespace tiebreak {

Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return Error{ErrorCode::NotFound, "no such file or folder", path.string()};
    if (path.extension() == ".gguf") {
        TB_ASSIGN(const auto file, GgufFile::open(path));
        return loadGgufTokenizer(file);
    }
    return Error{ErrorCode::Unsupported, "only GGUF vocabularies are read in this version",
                 path.string()};
}

} // namespace tiebreak
