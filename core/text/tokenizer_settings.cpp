#include "text/tokenizer_settings.h"

#include "files/bounded_json.h"

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxFile = 64u << 20; ///< added tokens alone can fill some megabytes

Result<json> readObject(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return json::object();
    TB_ASSIGN(auto object, readBoundedJson(path, kMaxFile));
    if (!object.is_object())
        return Error{ErrorCode::BadFile, "is not a JSON object", path.string()};
    return object;
}

/// "<s>" or {"content": "<s>", …}; null counts as absent.
Status readToken(const json& object, const char* key, const std::string& path, std::string& token) {
    const auto found = object.find(key);
    if (!token.empty() || found == object.end() || found->is_null())
        return {};
    const json& text =
        found->is_object() && found->contains("content") ? (*found)["content"] : *found;
    if (!text.is_string())
        return Error{ErrorCode::BadFile,
                     std::string("'") + key + "' must be a text or an object with 'content'", path};
    token = text.get<std::string>();
    return {};
}

Status readTokens(const json& object, const std::string& path, TokenizerSettings& settings) {
    TB_TRY(readToken(object, "bos_token", path, settings.bos));
    TB_TRY(readToken(object, "eos_token", path, settings.eos));
    return readToken(object, "pad_token", path, settings.pad);
}

Result<std::optional<bool>> readChoice(const json& object, const char* key,
                                       const std::string& path) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return std::optional<bool>();
    if (!found->is_boolean())
        return Error{ErrorCode::BadFile, std::string("'") + key + "' must be true or false", path};
    return std::optional(found->get<bool>());
}

} // namespace

Result<TokenizerSettings> readTokenizerSettings(const std::filesystem::path& folder) {
    const auto configPath = folder / "tokenizer_config.json";
    const auto mapPath = folder / "special_tokens_map.json";
    TB_ASSIGN(const auto config, readObject(configPath));
    TB_ASSIGN(const auto map, readObject(mapPath));
    TokenizerSettings settings;
    TB_TRY(readTokens(config, configPath.string(), settings));
    TB_TRY(readTokens(map, mapPath.string(), settings));
    TB_ASSIGN(settings.addBos, readChoice(config, "add_bos_token", configPath.string()));
    TB_ASSIGN(settings.addEos, readChoice(config, "add_eos_token", configPath.string()));
    return settings;
}

} // namespace tiebreak
