#include "text/tokenizer_json.h"

#include "files/bounded_json.h"
#include "text/json_steps.h"
#include "text/rank_bpe_tokenizer.h"

#include <algorithm>

namespace tiebreak {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxFile = 64u << 20;
constexpr std::int64_t kMaxTokens = 1'000'000;

Error bad(std::string message) {
    return Error{ErrorCode::BadFile, std::move(message)};
}

Result<TokenId> idOf(const json& value, const std::string& what) {
    if (!value.is_number_integer() || value < 0 || value >= kMaxTokens)
        return bad("token '" + what + "': id " + value.dump().substr(0, 40) + ", expected 0 to " +
                   std::to_string(kMaxTokens - 1));
    return value.get<TokenId>();
}

const json& member(const json& object, const char* key) {
    static const json nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

/// Pieces by id, out of the model's vocabulary and the added tokens.
struct TokenTable {
    std::vector<std::optional<std::string>> pieces;
    std::vector<AddedToken> added;           ///< found in the text as it comes
    std::vector<AddedToken> addedNormalized; ///< found in the normalised text

    Status put(TokenId id, const std::string& piece) {
        const auto place = static_cast<std::size_t>(id);
        if (place >= pieces.size())
            pieces.resize(place + 1);
        if (pieces[place] && *pieces[place] != piece)
            return bad("token " + std::to_string(id) + " is both '" + *pieces[place] + "' and '" +
                       piece + "'");
        pieces[place] = piece;
        return {};
    }
};

Result<AddedToken> readAdded(const json& entry) {
    AddedToken token;
    TB_ASSIGN(token.text, textField(entry, "content"));
    TB_ASSIGN(token.id, idOf(member(entry, "id"), token.text));
    TB_ASSIGN(token.special, boolField(entry, "special", false));
    TB_ASSIGN(token.stripLeft, boolField(entry, "lstrip", false));
    TB_ASSIGN(token.stripRight, boolField(entry, "rstrip", false));
    TB_ASSIGN(token.singleWord, boolField(entry, "single_word", false));
    return token;
}

Result<TokenTable> readTokens(const json& root) {
    TokenTable table;
    const auto& vocabulary = member(root["model"], "vocab");
    if (!vocabulary.is_object())
        return bad("model.vocab must be an object");
    for (const auto& [piece, id] : vocabulary.items()) {
        TB_ASSIGN(const auto number, idOf(id, piece));
        TB_TRY(table.put(number, piece));
    }
    for (const auto& entry : member(root, "added_tokens")) {
        TB_ASSIGN(auto token, readAdded(entry));
        TB_TRY(table.put(token.id, token.text));
        TB_ASSIGN(const bool normalized, boolField(entry, "normalized", !token.special));
        (normalized ? table.addedNormalized : table.added).push_back(std::move(token));
    }
    return table;
}

Vocabulary vocabularyOf(const TokenTable& table, const PieceDecoder& decoder) {
    Vocabulary vocabulary;
    for (const auto& piece : table.pieces)
        vocabulary.add(piece.value_or(""), piece ? decoder.textOf(*piece) : "", false);
    vocabulary.ids.erase("");
    for (const auto* list : {&table.added, &table.addedNormalized})
        for (const auto& token : *list)
            vocabulary.special[static_cast<std::size_t>(token.id)] = token.special;
    vocabulary.stripLeadingSpace = decoder.stripLeadingSpace;
    return vocabulary;
}

/// Merges are "a b" in old files, ["a", "b"] in new ones.
Status readMerges(const json& merges, const Vocabulary& vocabulary, MergeTable& table) {
    if (!merges.is_array())
        return bad("model.merges must be a list");
    for (const auto& merge : merges) {
        if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
            TB_TRY(table.add(vocabulary, merge[0].get_ref<const std::string&>(),
                             merge[1].get_ref<const std::string&>()));
            continue;
        }
        const std::string text = merge.is_string() ? merge.get<std::string>() : std::string();
        const auto gap = text.find(' ');
        if (gap == std::string::npos)
            return bad("model.merges: " + merge.dump().substr(0, 80) + " has no two parts");
        TB_TRY(table.add(vocabulary, text.substr(0, gap), text.substr(gap + 1)));
    }
    return {};
}

Status refuseUnknownModel(const json& model) {
    TB_ASSIGN(const auto type, textField(model, "type", "BPE"));
    if (type != "BPE")
        return Error{ErrorCode::Unsupported,
                     "model '" + type.substr(0, 64) + "' is not supported (BPE is)"};
    const auto& dropout = member(model, "dropout");
    if (!dropout.is_null() && dropout != 0)
        return Error{ErrorCode::Unsupported,
                     "model.dropout " + dropout.dump().substr(0, 40) + " is not supported"};
    for (const char* key : {"continuing_subword_prefix", "end_of_word_suffix"}) {
        TB_ASSIGN(const auto value, textField(model, key, ""));
        if (!value.empty())
            return Error{ErrorCode::Unsupported, std::string("model.") + key + " '" +
                                                     value.substr(0, 64) + "' is not supported"};
    }
    return {};
}

/// An added token that is looked for in normalised text goes through the same normalizers;
/// so written it decodes too, as the reference has it.
Status addNormalizedTokens(std::vector<AddedToken> tokens, const PieceDecoder& decoder,
                           BpePipeline& pipeline, Vocabulary& vocabulary) {
    for (auto& token : tokens) {
        TB_ASSIGN(token.text, normalize(pipeline.normalizers, token.text, true));
        vocabulary.bytes[static_cast<std::size_t>(token.id)] = decoder.textOf(token.text);
        pipeline.normalizedTokens.push_back(std::move(token));
    }
    return {};
}

Result<BpePipeline> readPipeline(const json& root, Vocabulary& vocabulary) {
    const auto& model = root["model"];
    BpePipeline pipeline;
    TB_ASSIGN(pipeline.byteFallback, boolField(model, "byte_fallback", false));
    TB_ASSIGN(pipeline.fuseUnknown, boolField(model, "fuse_unk", false));
    TB_ASSIGN(pipeline.ignoreMerges, boolField(model, "ignore_merges", false));
    TB_ASSIGN(const auto unknown, textField(model, "unk_token", ""));
    if (!unknown.empty())
        vocabulary.unknown = vocabulary.find(unknown);
    TB_TRY(readMerges(member(model, "merges"), vocabulary, pipeline.merges));
    TB_TRY(addNormalizers(member(root, "normalizer"), pipeline.normalizers));
    TB_TRY(addPreTokenizers(member(root, "pre_tokenizer"), pipeline.preTokenizers));
    return pipeline;
}

Status readTemplate(const json& step, Vocabulary& vocabulary) {
    bool before = true;
    for (const auto& part : member(step, "single")) {
        if (part.contains("Sequence")) {
            before = false;
            continue;
        }
        TB_ASSIGN(const auto name, textField(member(part, "SpecialToken"), "id"));
        const auto& ids = member(member(member(step, "special_tokens"), name.c_str()), "ids");
        if (!ids.is_array() || ids.empty())
            return bad("post-processor: special token '" + name + "' has no ids");
        for (const auto& value : ids) {
            TB_ASSIGN(const auto id, idOf(value, name));
            if (!vocabulary.contains(id))
                return bad("post-processor: token " + std::to_string(id) +
                           " is outside the vocabulary");
            (before ? vocabulary.prefix : vocabulary.suffix).push_back(id);
        }
    }
    return {};
}

Status readPostProcessor(const json& step, Vocabulary& vocabulary) {
    if (step.is_null())
        return {};
    TB_ASSIGN(const auto type, textField(step, "type"));
    if (type == "TemplateProcessing")
        return readTemplate(step, vocabulary);
    if (type == "ByteLevel") // moves offsets only, which are not kept here
        return {};
    if (type != "Sequence")
        return Error{ErrorCode::Unsupported,
                     "post-processor '" + type.substr(0, 64) + "' is not supported"};
    for (const auto& inner : member(step, "processors"))
        TB_TRY(readPostProcessor(inner, vocabulary));
    return {};
}

void setNamedTokens(Vocabulary& vocabulary, const TokenizerSettings& settings) {
    const auto named = [&](const std::string& piece) {
        return piece.empty() ? std::nullopt : vocabulary.find(piece);
    };
    vocabulary.bos = named(settings.bos);
    vocabulary.eos = named(settings.eos);
    vocabulary.pad = named(settings.pad);
    if (!vocabulary.bos && !vocabulary.prefix.empty())
        vocabulary.bos = vocabulary.prefix.front();
}

/// add_bos_token and add_eos_token of tokenizer_config.json stand over the post-processor.
void applyChoice(std::optional<bool> wanted, std::optional<TokenId> token,
                 std::vector<TokenId>& ids, std::size_t place) {
    if (!wanted || !token)
        return;
    const bool there = std::find(ids.begin(), ids.end(), *token) != ids.end();
    if (*wanted && !there)
        ids.insert(ids.begin() + static_cast<std::ptrdiff_t>(place), *token);
    if (!*wanted)
        std::erase(ids, *token);
}

Result<std::shared_ptr<const Tokenizer>> build(const json& root,
                                               const TokenizerSettings& settings) {
    if (!root.is_object() || !root.contains("model") || !root["model"].is_object())
        return bad("expected an object with 'model'");
    TB_TRY(refuseUnknownModel(root["model"]));
    TB_ASSIGN(auto table, readTokens(root));
    PieceDecoder decoder;
    TB_TRY(readDecoder(member(root, "decoder"), decoder));
    auto vocabulary = vocabularyOf(table, decoder);
    TB_ASSIGN(auto pipeline, readPipeline(root, vocabulary));
    TB_TRY(readPostProcessor(member(root, "post_processor"), vocabulary));
    TB_TRY(addNormalizedTokens(std::move(table.addedNormalized), decoder, pipeline, vocabulary));
    setNamedTokens(vocabulary, settings);
    applyChoice(settings.addBos, vocabulary.bos, vocabulary.prefix, 0);
    applyChoice(settings.addEos, vocabulary.eos, vocabulary.suffix, vocabulary.suffix.size());
    return std::shared_ptr<const Tokenizer>(std::make_shared<RankBpeTokenizer>(
        std::move(vocabulary), std::move(table.added), std::move(pipeline)));
}

} // namespace

Result<std::shared_ptr<const Tokenizer>> loadTokenizerJson(const std::filesystem::path& path,
                                                           const TokenizerSettings& settings) {
    TB_ASSIGN(const auto root, readBoundedJson(path, kMaxFile));
    auto built = build(root, settings);
    if (built)
        return built;
    Error error = built.error();
    error.path = path.string();
    return error;
}

} // namespace tiebreak
