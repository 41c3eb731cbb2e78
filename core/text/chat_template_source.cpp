// Finds the chat template of a model: in a GGUF file's metadata or in a Hugging Face folder.
#include "base/atomic_file.h"
#include "files/gguf.h"
#include "text/chat_template.h"

namespace tiebreak {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uintmax_t kMaxConfigBytes = 64u
                                           << 20; ///< added tokens alone can fill some megabytes

Error notFound(const fs::path& path, const std::string& where) {
    return {ErrorCode::NotFound, "no chat template: " + where, path.string(), nullptr};
}

/// A metadata text, empty when it is not there; special tokens are named by their id.
std::string tokenText(const GgufFile& file, const std::string& idKey) {
    if (!file.has(idKey))
        return {};
    const auto id = file.integer(idKey);
    const auto tokens = file.metadata().find("tokenizer.ggml.tokens");
    if (!id.ok() || tokens == file.metadata().end())
        return {};
    const auto* pieces = std::get_if<std::vector<std::string>>(&tokens->second);
    const bool known =
        pieces && id.value() >= 0 && static_cast<std::uint64_t>(id.value()) < pieces->size();
    return known ? (*pieces)[static_cast<std::size_t>(id.value())] : std::string();
}

Result<ChatTemplateSource> fromGguf(const fs::path& path) {
    TB_ASSIGN(const auto file, GgufFile::open(path));
    if (!file.has("tokenizer.chat_template"))
        return notFound(path, "the file has no key 'tokenizer.chat_template'");
    ChatTemplateSource found;
    TB_ASSIGN(found.source, file.text("tokenizer.chat_template"));
    found.bosToken = tokenText(file, "tokenizer.ggml.bos_token_id");
    found.eosToken = tokenText(file, "tokenizer.ggml.eos_token_id");
    return found;
}

/// "<s>" or {"content": "<s>", ...}; anything else counts as no token.
std::string tokenText(const Json& config, const char* key) {
    const auto found = config.find(key);
    if (found == config.end())
        return {};
    if (found->is_string())
        return found->get<std::string>();
    const bool nested =
        found->is_object() && found->contains("content") && (*found)["content"].is_string();
    return nested ? (*found)["content"].get<std::string>() : std::string();
}

/// The template named "default" of a list of {"name", "template"}.
Result<std::string> defaultOf(const Json& list, const fs::path& file) {
    for (const auto& entry : list) {
        const bool complete = entry.is_object() && entry.contains("name") &&
                              entry["name"].is_string() && entry.contains("template") &&
                              entry["template"].is_string();
        if (complete && entry["name"].get<std::string>() == "default")
            return entry["template"].get<std::string>();
    }
    return notFound(file, "its list 'chat_template' has no template named 'default'");
}

Result<std::string> templateIn(const Json& config, const fs::path& file) {
    const auto found = config.find("chat_template");
    if (found == config.end() || found->is_null())
        return notFound(file, "no key 'chat_template', and no chat_template.jinja beside it");
    if (found->is_string())
        return found->get<std::string>();
    if (found->is_array())
        return defaultOf(*found, file);
    return Error{ErrorCode::BadFile,
                 std::string("'chat_template' must be a text or a list, not ") + found->type_name(),
                 file.string(), nullptr};
}

Result<Json> readConfig(const fs::path& file) {
    if (!fs::exists(file))
        return Json::object();
    TB_ASSIGN(const auto text, readFile(file, kMaxConfigBytes));
    auto config = Json::parse(text, nullptr, false);
    if (!config.is_object())
        return Error{ErrorCode::BadFile, "is not a JSON object", file.string(), nullptr};
    return config;
}

Result<ChatTemplateSource> fromFolder(const fs::path& folder) {
    const auto configFile = folder / "tokenizer_config.json";
    const auto templateFile = folder / "chat_template.jinja";
    TB_ASSIGN(const auto config, readConfig(configFile));
    ChatTemplateSource found;
    found.bosToken = tokenText(config, "bos_token");
    found.eosToken = tokenText(config, "eos_token");
    if (fs::exists(templateFile)) {
        TB_ASSIGN(found.source, readFile(templateFile, kMaxConfigBytes));
    } else {
        TB_ASSIGN(found.source, templateIn(config, configFile));
    }
    return found;
}

} // namespace

Result<ChatTemplateSource> loadChatTemplateSource(const fs::path& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored))
        return fromFolder(path);
    if (!fs::exists(path, ignored))
        return Error{ErrorCode::NotFound, "there is no such file or folder", path.string(),
                     nullptr};
    if (path.extension() == ".gguf")
        return fromGguf(path);
    return fromFolder(path.parent_path());
}

} // namespace tiebreak
