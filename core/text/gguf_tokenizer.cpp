#include "text/gguf_tokenizer.h"

#include "text/gguf_words.h"
#include "text/json_fields.h"
#include "text/merges_from_scores.h"
#include "text/score_bpe_tokenizer.h"
#include "text/utf8.h"

#include <cmath>

namespace tiebreak {

namespace {

using nlohmann::json;

const std::string kPrefix = "tokenizer.ggml.";

/// The format's kinds of tokens.
enum TokenKind : std::int64_t {
    kNormal = 1,
    kUnknown = 2,
    kControl = 3,
    kUserDefined = 4,
    kUnused = 5,
    kByte = 6
};

template <class T>
Result<const std::vector<T>*> listAt(const GgufFile& file, const std::string& key,
                                     std::size_t expected) {
    const auto found = file.metadata().find(kPrefix + key);
    const auto* list =
        found == file.metadata().end() ? nullptr : std::get_if<std::vector<T>>(&found->second);
    const auto path = file.file().path().string();
    if (!list)
        return Error{ErrorCode::BadFile,
                     "metadata '" + kPrefix + key + "' is missing or of another kind", path};
    if (expected && list->size() != expected)
        return Error{ErrorCode::BadFile,
                     "metadata '" + kPrefix + key + "' has " + std::to_string(list->size()) +
                         " entries, the vocabulary " + std::to_string(expected),
                     path};
    return list;
}

Result<std::optional<TokenId>> idAt(const GgufFile& file, const std::string& key,
                                    std::size_t size) {
    if (!file.has(kPrefix + key))
        return std::optional<TokenId>();
    TB_ASSIGN(const auto id, file.integer(kPrefix + key));
    if (id < 0 || static_cast<std::size_t>(id) >= size)
        return Error{ErrorCode::BadFile,
                     "metadata '" + kPrefix + key + "': token " + std::to_string(id) +
                         " is outside the vocabulary of " + std::to_string(size),
                     file.file().path().string()};
    return std::optional(static_cast<TokenId>(id));
}

Result<bool> flagOr(const GgufFile& file, const char* key, bool otherwise) {
    if (!file.has(kPrefix + key))
        return otherwise;
    return file.boolean(kPrefix + key);
}

/// Tokens and their kinds, as the file has them.
struct Listing {
    const std::vector<std::string>* pieces = nullptr;
    const std::vector<std::int64_t>* kinds = nullptr; ///< may be absent

    std::size_t size() const { return pieces->size(); }
    std::int64_t kind(std::size_t k) const { return kinds ? (*kinds)[k] : std::int64_t{kNormal}; }
};

Result<Listing> readListing(const GgufFile& file) {
    Listing listing;
    TB_ASSIGN(listing.pieces, listAt<std::string>(file, "tokens", 0));
    if (file.has(kPrefix + "token_type")) {
        TB_ASSIGN(listing.kinds, listAt<std::int64_t>(file, "token_type", listing.size()));
    }
    return listing;
}

/// Special and user-defined tokens. The unknown one is written in a text like a special one.
std::vector<AddedToken> addedTokens(const Listing& listing) {
    std::vector<AddedToken> added;
    for (std::size_t k = 0; k < listing.size(); ++k) {
        const auto kind = listing.kind(k);
        if (kind == kControl || kind == kUserDefined || kind == kUnknown)
            added.push_back({.text = (*listing.pieces)[k],
                             .id = static_cast<TokenId>(k),
                             .special = kind != kUserDefined});
    }
    return added;
}

/// The tokens that a file names by id, and what it puts around a text.
struct Named {
    std::optional<TokenId> bos, eos, pad, unknown;
    std::vector<TokenId> prefix, suffix;
};

Result<Named> readNamed(const GgufFile& file, std::size_t size, bool addBos, bool addEos) {
    Named named;
    TB_ASSIGN(named.bos, idAt(file, "bos_token_id", size));
    TB_ASSIGN(named.eos, idAt(file, "eos_token_id", size));
    TB_ASSIGN(named.pad, idAt(file, "padding_token_id", size));
    TB_ASSIGN(named.unknown, idAt(file, "unknown_token_id", size));
    TB_ASSIGN(const bool wantsBos, flagOr(file, "add_bos_token", addBos));
    TB_ASSIGN(const bool wantsEos, flagOr(file, "add_eos_token", addEos));
    if (wantsBos && named.bos)
        named.prefix.push_back(*named.bos);
    if (wantsEos && named.eos)
        named.suffix.push_back(*named.eos);
    return named;
}

json specialPart(const std::string& piece) {
    return {{"SpecialToken", {{"id", piece}, {"type_id", 0}}}};
}

json textPart(const char* name, int type) {
    return {{"Sequence", {{"id", name}, {"type_id", type}}}};
}

/// The post-processor of tokenizer.json that puts prefix and suffix around a text.
json frameOf(const Named& named, const Listing& listing) {
    if (named.prefix.empty() && named.suffix.empty())
        return nullptr;
    json tokens = json::object();
    const auto parts = [&](const std::vector<TokenId>& ids) {
        json list = json::array();
        for (const auto id : ids) {
            const auto& piece = (*listing.pieces)[static_cast<std::size_t>(id)];
            tokens[piece] = {{"id", piece}, {"ids", json::array({id})}, {"tokens", {piece}}};
            list.push_back(specialPart(piece));
        }
        return list;
    };
    json single = parts(named.prefix);
    single.push_back(textPart("A", 0));
    for (auto& part : parts(named.suffix))
        single.push_back(part);
    json pair = single;
    pair.push_back(textPart("B", 1));
    return {{"type", "TemplateProcessing"},
            {"single", single},
            {"pair", pair},
            {"special_tokens", tokens}};
}

TokenizerSettings settingsOf(const Named& named, const std::vector<std::string>& pieces) {
    const auto piece = [&](const std::optional<TokenId>& id) {
        return id ? pieces[static_cast<std::size_t>(*id)] : std::string();
    };
    TokenizerSettings settings;
    settings.bos = piece(named.bos);
    settings.eos = piece(named.eos);
    settings.pad = piece(named.pad);
    return settings;
}

GgufTokenizerParts partsOf(const Listing& listing, const Named& named) {
    GgufTokenizerParts read;
    read.parts.pieces.assign(listing.pieces->begin(), listing.pieces->end());
    read.parts.added = addedTokens(listing);
    read.parts.addedAreVerbatim = true;
    read.parts.postProcessor = frameOf(named, listing);
    read.settings = settingsOf(named, *listing.pieces);
    if (named.unknown)
        read.parts.unknown = (*listing.pieces)[static_cast<std::size_t>(*named.unknown)];
    return read;
}

Status readMerges(const GgufFile& file, TokenizerParts& parts) {
    TB_ASSIGN(const auto* merges, listAt<std::string>(file, "merges", 0));
    for (const auto& merge : *merges) {
        const auto gap =
            merge.find(' ', 1); // a part never is empty, so a first space belongs to it
        if (gap == std::string::npos)
            return Error{ErrorCode::BadFile,
                         "tokenizer.ggml.merges: '" + merge.substr(0, 64) + "' has no two parts"};
        parts.merges.emplace_back(merge.substr(0, gap), merge.substr(gap + 1));
    }
    return {};
}

Result<GgufTokenizerParts> byteLevelParts(const GgufFile& file) {
    std::string pre = "default";
    if (file.has(kPrefix + "pre")) {
        TB_ASSIGN(pre, file.text(kPrefix + "pre"));
    }
    TB_ASSIGN(auto words, ggufWords(pre));
    TB_ASSIGN(const auto listing, readListing(file));
    TB_ASSIGN(const auto named, readNamed(file, listing.size(), words.addBos, false));
    auto read = partsOf(listing, named);
    read.parts.unknown.clear(); // every byte has a token
    TB_TRY(readMerges(file, read.parts));
    read.parts.ignoreMerges = words.ignoreMerges;
    read.parts.normalizer = std::move(words.normalizer);
    read.parts.preTokenizer = std::move(words.preTokenizer);
    read.parts.decoder = {{"type", "ByteLevel"},
                          {"add_prefix_space", true},
                          {"trim_offsets", true},
                          {"use_regex", true}};
    return read;
}

const char* const kSpaceMark = "\xE2\x96\x81";

json replaceStep(const char* from, const char* to) {
    return {{"type", "Replace"}, {"pattern", {{"String", from}}}, {"content", to}};
}

/// Spaces are marks in the pieces, characters without a piece are bytes.
void setMarkedSpaces(TokenizerParts& parts, bool spacePrefix) {
    parts.byteFallback = true;
    parts.fuseUnknown = true;
    parts.normalizer = replaceStep(" ", kSpaceMark);
    json decoders = {replaceStep(kSpaceMark, " "), {{"type", "ByteFallback"}}, {{"type", "Fuse"}}};
    if (spacePrefix) {
        const json prepend = {{"type", "Prepend"}, {"prepend", kSpaceMark}};
        parts.normalizer = {{"type", "Sequence"}, {"normalizers", {prepend, parts.normalizer}}};
        decoders.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
    }
    parts.decoder = {{"type", "Sequence"}, {"decoders", decoders}};
}

/// Gemma 4: merges over whole texts of marked spaces.
Result<GgufTokenizerParts> markedBpeParts(const GgufFile& file) {
    TB_ASSIGN(const auto listing, readListing(file));
    TB_ASSIGN(const auto named, readNamed(file, listing.size(), true, false));
    auto read = partsOf(listing, named);
    setMarkedSpaces(read.parts, false);
    TB_TRY(readMerges(file, read.parts));
    return read;
}

Result<const std::vector<double>*> scoresOf(const GgufFile& file, std::size_t size) {
    TB_ASSIGN(const auto* scores, listAt<double>(file, "scores", size));
    for (const auto score : *scores)
        if (!std::isfinite(score))
            return Error{ErrorCode::BadFile,
                         "tokenizer.ggml.scores holds a number that is not finite"};
    return scores;
}

/// The score vocabulary as merges, for tokenizer.json.
Result<GgufTokenizerParts> scoreParts(const GgufFile& file) {
    TB_ASSIGN(const auto listing, readListing(file));
    TB_ASSIGN(const auto named, readNamed(file, listing.size(), true, false));
    TB_ASSIGN(const auto* scores, scoresOf(file, listing.size()));
    TB_ASSIGN(const bool spaced, flagOr(file, "add_space_prefix", true));
    auto read = partsOf(listing, named);
    setMarkedSpaces(read.parts, spaced);
    std::vector<ScoredPiece> pieces;
    for (std::size_t k = 0; k < listing.size(); ++k)
        if (listing.kind(k) == kNormal)
            pieces.push_back({(*listing.pieces)[k], (*scores)[k]});
    read.parts.merges = mergesFromScores(pieces);
    return read;
}

/// llama.cpp marks the pieces that begin a word, WordPiece those that go on.
std::string wordPieceOf(const std::string& piece, std::int64_t kind) {
    if (kind == kControl)
        return piece;
    return piece.starts_with(kSpaceMark) ? piece.substr(3) : "##" + piece;
}

Result<GgufTokenizerParts> wordPieceParts(const GgufFile& file) {
    TB_ASSIGN(const auto listing, readListing(file));
    TB_ASSIGN(auto named, readNamed(file, listing.size(), false, false));
    TB_ASSIGN(named.bos, idAt(file, "cls_token_id", listing.size()));
    TB_ASSIGN(named.eos, idAt(file, "seperator_token_id", listing.size())); // sic
    if (named.bos)
        named.prefix = {*named.bos};
    if (named.eos)
        named.suffix = {*named.eos};
    auto read = partsOf(listing, named);
    auto& parts = read.parts;
    for (std::size_t k = 0; k < listing.size(); ++k)
        parts.pieces[k] = wordPieceOf(*parts.pieces[k], listing.kind(k));
    TB_ASSIGN(const bool lower, flagOr(file, "normalizer.lowercase", true));
    TB_ASSIGN(const bool accents, flagOr(file, "normalizer.strip_accents", lower));
    parts.kind = WordModelKind::WordPiece;
    parts.continuingPrefix = "##";
    parts.addedAreVerbatim = false;
    parts.normalizer = {{"type", "BertNormalizer"},
                        {"clean_text", true},
                        {"handle_chinese_chars", true},
                        {"strip_accents", accents},
                        {"lowercase", lower}};
    parts.preTokenizer = {{"type", "BertPreTokenizer"}};
    parts.decoder = {{"type", "WordPiece"}, {"prefix", "##"}, {"cleanup", true}};
    return read;
}

/// What a token of this kind adds to running text.
std::string textOf(const std::string& piece, std::int64_t kind) {
    if (kind == kByte)
        if (const auto byte = byteOfPiece(piece))
            return std::string(1, *byte);
    if (kind == kControl || kind == kUserDefined)
        return piece;
    return kind == kUnknown ? " \xE2\x81\x87 " : replaceAll(piece, kSpaceMark, " ");
}

Result<std::shared_ptr<const Tokenizer>> scoreTokenizer(const GgufFile& file) {
    TB_ASSIGN(const auto listing, readListing(file));
    TB_ASSIGN(const auto named, readNamed(file, listing.size(), true, false));
    TB_ASSIGN(const auto* scores, scoresOf(file, listing.size()));
    TB_ASSIGN(const bool spaced, flagOr(file, "add_space_prefix", true));
    Vocabulary vocabulary;
    for (std::size_t k = 0; k < listing.size(); ++k) {
        const auto& piece = (*listing.pieces)[k];
        vocabulary.add(piece, textOf(piece, listing.kind(k)), listing.kind(k) == kControl);
    }
    vocabulary.bos = named.bos;
    vocabulary.eos = named.eos;
    vocabulary.pad = named.pad;
    vocabulary.unknown = named.unknown;
    vocabulary.prefix = named.prefix;
    vocabulary.suffix = named.suffix;
    vocabulary.stripLeadingSpace = spaced;
    return std::shared_ptr<const Tokenizer>(std::make_shared<ScoreBpeTokenizer>(
        std::move(vocabulary), addedTokens(listing),
        std::vector<float>(scores->begin(), scores->end()), spaced));
}

Result<GgufTokenizerParts> readParts(const GgufFile& file) {
    TB_ASSIGN(const auto model, file.text(kPrefix + "model"));
    if (model == "gpt2")
        return byteLevelParts(file);
    if (model == "llama")
        return scoreParts(file);
    if (model == "gemma4")
        return markedBpeParts(file);
    if (model == "bert")
        return wordPieceParts(file);
    return Error{ErrorCode::Unsupported,
                 "tokenizer.ggml.model '" + model.substr(0, 64) +
                     "' is not supported (gpt2, llama, gemma4 and bert are)"};
}

Result<std::shared_ptr<const Tokenizer>> load(const GgufFile& file) {
    TB_ASSIGN(const auto model, file.text(kPrefix + "model"));
    if (model == "llama") // scores say more than the merges made of them
        return scoreTokenizer(file);
    TB_ASSIGN(const auto read, readParts(file));
    return buildTokenizer(read.parts, read.settings);
}

} // namespace

Result<std::shared_ptr<const Tokenizer>> loadGgufTokenizer(const GgufFile& file) {
    return withPath(load(file), file.file().path());
}

Result<GgufTokenizerParts> readGgufTokenizer(const GgufFile& file) {
    return withPath(readParts(file), file.file().path());
}

} // namespace tiebreak
