#include "text/save_tokenizer.h"

#include "base/atomic_file.h"
#include "files/byte_reader.h"
#include "text/chat_template.h"
#include "text/gguf_tokenizer.h"

namespace tiebreak {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uintmax_t kMaxFile = 256u << 20;

constexpr const char* kSettings[] = {"tokenizer_config.json", "special_tokens_map.json",
                                     "added_tokens.json", "chat_template.jinja"};
constexpr const char* kVocabularies[] = {"tokenizer.json", "tokenizer.model", "vocab.json",
                                         "merges.txt", "vocab.txt"};

Status copyAs(const fs::path& from, const fs::path& to) {
    std::error_code ignored;
    if (!fs::exists(from, ignored))
        return {};
    TB_ASSIGN(const auto content, readFile(from, kMaxFile));
    return writeFileAtomically(to, content);
}

template <class Names>
Status copyNamed(const fs::path& from, const fs::path& to, const Names& names) {
    for (const auto* name : names)
        TB_TRY(copyAs(from / name, to / name));
    return {};
}

/// JSON is UTF-8; a vocabulary of other bytes cannot be written in it.
Status checkPieces(const TokenizerParts& parts, const fs::path& source) {
    for (std::size_t k = 0; k < parts.pieces.size(); ++k)
        if (parts.pieces[k] && !isValidUtf8(*parts.pieces[k]))
            return Error{ErrorCode::Unsupported,
                         "token " + std::to_string(k) +
                             " is no UTF-8 and cannot be written in tokenizer.json",
                         source.string()};
    return {};
}

Json textOrNull(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

/// The class is the one that takes tokenizer.json as it is; a model's own would build its own
/// steps.
Json configJson(const GgufTokenizerParts& read, const std::string& chatTemplate) {
    Json config{{"tokenizer_class", "PreTrainedTokenizerFast"},
                {"bos_token", textOrNull(read.settings.bos)},
                {"eos_token", textOrNull(read.settings.eos)},
                {"pad_token", textOrNull(read.settings.pad)},
                {"unk_token", textOrNull(read.parts.unknown)},
                {"clean_up_tokenization_spaces", false}};
    if (!chatTemplate.empty())
        config["chat_template"] = chatTemplate;
    return config;
}

Status convertGguf(const fs::path& source, const fs::path& folder) {
    TB_ASSIGN(const auto file, GgufFile::open(source));
    if (!file.has("tokenizer.ggml.model") || !file.has("tokenizer.ggml.tokens"))
        return {};
    TB_ASSIGN(const auto read, readGgufTokenizer(file));
    TB_TRY(checkPieces(read.parts, source));
    std::string chatTemplate;
    if (file.has("tokenizer.chat_template")) {
        TB_ASSIGN(chatTemplate, file.text("tokenizer.chat_template"));
    }
    constexpr auto kReplace =
        Json::error_handler_t::replace; // nothing but a template can be broken
    TB_TRY(writeFileAtomically(folder / "tokenizer.json", tokenizerJson(read.parts).dump()));
    return writeFileAtomically(folder / "tokenizer_config.json",
                               configJson(read, chatTemplate).dump(2, ' ', false, kReplace));
}

} // namespace

Status saveTokenizer(const fs::path& source, const fs::path& folder) {
    std::error_code ignored;
    if (fs::is_directory(source, ignored)) {
        TB_TRY(copyNamed(source, folder, kSettings));
        return copyNamed(source, folder, kVocabularies);
    }
    if (source.extension() == ".gguf")
        return convertGguf(source, folder);
    TB_TRY(copyNamed(source.parent_path(), folder, kSettings));
    return copyAs(source, folder / ("tokenizer" + source.extension().string()));
}

} // namespace tiebreak
