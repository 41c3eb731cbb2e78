#include "text/tokenizer_json.h"

#include "files/bounded_json.h"
#include "text/json_fields.h"
#include "text/tokenizer_parts.h"

#include <algorithm>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxFile = 64u << 20;
constexpr std::int64_t kMaxTokens = 1'000'000;
constexpr std::size_t kMaxWordCharacters = 10'000;

Error bad(std::string message) {
    return Error{ErrorCode::BadFile, std::move(message)};
}

/// Ids may leave gaps, but a small file must not ask for a large table.
std::int64_t idLimit(const json& root) {
    constexpr std::int64_t kGaps = 65'536;
    const auto count = member(root["model"], "vocab").size() + member(root, "added_tokens").size();
    return std::min(kMaxTokens, 4 * static_cast<std::int64_t>(count) + kGaps);
}

Result<TokenId> idOf(const json& value, const std::string& what, std::int64_t limit) {
    if (!value.is_number_integer() || value < 0 || value >= limit)
        return bad("token '" + what.substr(0, 64) + "': id " + value.dump().substr(0, 40) +
                   ", expected 0 to " + std::to_string(limit - 1));
    return value.get<TokenId>();
}

Result<WordModelKind> kindOf(const json& model) {
    const bool unigram = member(model, "vocab").is_array();
    const bool wordPiece = model.contains("max_input_chars_per_word");
    TB_ASSIGN(const auto type, textField(model, "type",
                                         unigram     ? "Unigram"
                                         : wordPiece ? "WordPiece"
                                                     : "BPE"));
    const std::pair<const char*, WordModelKind> known[] = {{"BPE", WordModelKind::Bpe},
                                                           {"Unigram", WordModelKind::Unigram},
                                                           {"WordPiece", WordModelKind::WordPiece},
                                                           {"WordLevel", WordModelKind::WordLevel}};
    for (const auto& [name, kind] : known)
        if (type == name)
            return kind;
    return Error{ErrorCode::Unsupported, "model '" + type.substr(0, 64) +
                                             "' is not supported (BPE, Unigram, WordPiece and "
                                             "WordLevel are)"};
}

Status putPiece(TokenizerParts& parts, TokenId id, const std::string& piece) {
    const auto place = static_cast<std::size_t>(id);
    if (place >= parts.pieces.size())
        parts.pieces.resize(place + 1);
    if (parts.pieces[place])
        return bad("token " + std::to_string(id) + " is both '" + *parts.pieces[place] + "' and '" +
                   piece + "'");
    parts.pieces[place] = piece;
    return {};
}

Status readPieces(const json& model, std::int64_t limit, TokenizerParts& parts) {
    const auto& vocabulary = member(model, "vocab");
    if (!vocabulary.is_object())
        return bad("model.vocab must be an object");
    for (const auto& [piece, id] : vocabulary.items()) {
        TB_ASSIGN(const auto number, idOf(id, piece, limit));
        TB_TRY(putPiece(parts, number, piece));
    }
    return {};
}

Status readScoredPieces(const json& model, TokenizerParts& parts) {
    const auto& vocabulary = member(model, "vocab");
    if (!vocabulary.is_array() || vocabulary.size() > kMaxTokens)
        return bad("model.vocab must be a list of at most " + std::to_string(kMaxTokens) +
                   " pieces");
    for (const auto& entry : vocabulary) {
        if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() ||
            !entry[1].is_number())
            return bad("model.vocab: " + entry.dump().substr(0, 80) +
                       " is no piece with its score");
        parts.pieces.emplace_back(entry[0].get<std::string>());
        parts.scores.push_back(entry[1].get<double>());
    }
    const auto& unknown = member(model, "unk_id");
    if (unknown.is_null())
        return {};
    TB_ASSIGN(const auto id, idOf(unknown, "model.unk_id", kMaxTokens));
    if (static_cast<std::size_t>(id) >= parts.pieces.size())
        return bad("model.unk_id " + std::to_string(id) + " is outside the vocabulary of " +
                   std::to_string(parts.pieces.size()));
    parts.unknown = *parts.pieces[static_cast<std::size_t>(id)];
    return {};
}

/// Merges are "a b" in old files, ["a", "b"] in new ones.
Status readMerges(const json& merges, TokenizerParts& parts) {
    if (!merges.is_array())
        return bad("model.merges must be a list");
    for (const auto& merge : merges) {
        if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
            parts.merges.emplace_back(merge[0].get<std::string>(), merge[1].get<std::string>());
            continue;
        }
        const std::string text = merge.is_string() ? merge.get<std::string>() : std::string();
        const auto gap = text.find(' ');
        if (gap == std::string::npos)
            return bad("model.merges: " + merge.dump().substr(0, 80) + " has no two parts");
        parts.merges.emplace_back(text.substr(0, gap), text.substr(gap + 1));
    }
    return {};
}

Status readBpe(const json& model, std::int64_t limit, TokenizerParts& parts) {
    const auto& dropout = member(model, "dropout");
    if (!dropout.is_null() && dropout != 0)
        return Error{ErrorCode::Unsupported,
                     "model.dropout " + dropout.dump().substr(0, 40) + " is not supported"};
    TB_ASSIGN(parts.byteFallback, boolField(model, "byte_fallback", false));
    TB_ASSIGN(parts.fuseUnknown, boolField(model, "fuse_unk", false));
    TB_ASSIGN(parts.ignoreMerges, boolField(model, "ignore_merges", false));
    TB_ASSIGN(parts.unknown, textField(model, "unk_token", ""));
    TB_ASSIGN(parts.continuingPrefix, textField(model, "continuing_subword_prefix", ""));
    TB_ASSIGN(parts.wordSuffix, textField(model, "end_of_word_suffix", ""));
    TB_TRY(readPieces(model, limit, parts));
    return readMerges(member(model, "merges"), parts);
}

Status readWords(const json& model, std::int64_t limit, TokenizerParts& parts) {
    const bool cut = parts.kind == WordModelKind::WordPiece;
    TB_ASSIGN(parts.unknown, textField(model, "unk_token", cut ? "[UNK]" : "<unk>"));
    TB_ASSIGN(parts.continuingPrefix, textField(model, "continuing_subword_prefix", "##"));
    TB_ASSIGN(parts.maxWordCharacters, countField(model, "max_input_chars_per_word", 100));
    if (parts.maxWordCharacters > kMaxWordCharacters)
        return bad("model.max_input_chars_per_word " + std::to_string(parts.maxWordCharacters) +
                   " is above the limit " + std::to_string(kMaxWordCharacters));
    return readPieces(model, limit, parts);
}

Status readModel(const json& model, std::int64_t limit, TokenizerParts& parts) {
    TB_ASSIGN(parts.kind, kindOf(model));
    if (parts.kind == WordModelKind::Bpe)
        return readBpe(model, limit, parts);
    if (parts.kind != WordModelKind::Unigram)
        return readWords(model, limit, parts);
    TB_ASSIGN(parts.byteFallback, boolField(model, "byte_fallback", false));
    return readScoredPieces(model, parts);
}

Result<AddedToken> readAdded(const json& entry, std::int64_t limit) {
    AddedToken token;
    TB_ASSIGN(token.text, textField(entry, "content"));
    TB_ASSIGN(token.id, idOf(member(entry, "id"), token.text, limit));
    TB_ASSIGN(token.special, boolField(entry, "special", false));
    TB_ASSIGN(token.stripLeft, boolField(entry, "lstrip", false));
    TB_ASSIGN(token.stripRight, boolField(entry, "rstrip", false));
    TB_ASSIGN(token.singleWord, boolField(entry, "single_word", false));
    TB_ASSIGN(token.normalized, boolField(entry, "normalized", !token.special));
    return token;
}

Status checkAdded(const TokenizerParts& parts, const AddedToken& token) {
    const auto place = static_cast<std::size_t>(token.id);
    if (place < parts.pieces.size() && parts.pieces[place] && *parts.pieces[place] != token.text)
        return bad("token " + std::to_string(token.id) + " is both '" + *parts.pieces[place] +
                   "' and '" + token.text + "'");
    return {};
}

} // namespace

Result<TokenizerParts> readTokenizerParts(const json& root) {
    if (!root.is_object() || !member(root, "model").is_object())
        return bad("expected an object with 'model'");
    TokenizerParts parts;
    const auto limit = idLimit(root);
    TB_TRY(readModel(root["model"], limit, parts));
    const auto& added = member(root, "added_tokens");
    if (!added.is_null() && !added.is_array())
        return badField("added_tokens", "a list");
    for (const auto& entry : added) {
        TB_ASSIGN(auto token, readAdded(entry, limit));
        TB_TRY(checkAdded(parts, token));
        parts.added.push_back(std::move(token));
    }
    parts.normalizer = member(root, "normalizer");
    parts.preTokenizer = member(root, "pre_tokenizer");
    parts.postProcessor = member(root, "post_processor");
    parts.decoder = member(root, "decoder");
    return parts;
}

Result<std::shared_ptr<const Tokenizer>> loadTokenizerJson(const std::filesystem::path& path,
                                                           const TokenizerSettings& settings) {
    TB_ASSIGN(const auto root, readBoundedJson(path, kMaxFile));
    return withPath(
        [&]() -> Result<std::shared_ptr<const Tokenizer>> {
            TB_ASSIGN(const auto parts, readTokenizerParts(root));
            return buildTokenizer(parts, settings);
        }(),
        path);
}

} // namespace tiebreak
