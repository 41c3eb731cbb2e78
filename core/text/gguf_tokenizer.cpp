#include "text/gguf_tokenizer.h"

#include "text/byte_level.h"
#include "text/rank_bpe_tokenizer.h"
#include "text/score_bpe_tokenizer.h"
#include "text/utf8.h"

#include <cmath>

namespace tiebreak {

namespace {

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

/// What a token of this kind adds to running text.
std::string textOf(const std::string& piece, std::int64_t kind, bool byteLevel) {
    if (kind == kByte)
        if (const auto byte = byteOfPiece(piece))
            return std::string(1, *byte);
    if (kind == kControl || kind == kUserDefined)
        return piece;
    if (byteLevel)
        return fromByteLevel(piece).value_or(piece);
    return kind == kUnknown ? " \xE2\x81\x87 " : replaceAll(piece, "\xE2\x96\x81", " ");
}

struct Loaded {
    Vocabulary vocabulary;
    std::vector<AddedToken> added;
};

Result<bool> flagOr(const GgufFile& file, const char* key, bool otherwise) {
    if (!file.has(kPrefix + key))
        return otherwise;
    return file.boolean(kPrefix + key);
}

Status readSpecialIds(const GgufFile& file, Vocabulary& vocabulary, bool addBosByDefault) {
    TB_ASSIGN(vocabulary.bos, idAt(file, "bos_token_id", vocabulary.size()));
    TB_ASSIGN(vocabulary.eos, idAt(file, "eos_token_id", vocabulary.size()));
    TB_ASSIGN(vocabulary.pad, idAt(file, "padding_token_id", vocabulary.size()));
    TB_ASSIGN(vocabulary.unknown, idAt(file, "unknown_token_id", vocabulary.size()));
    TB_ASSIGN(const bool addBos, flagOr(file, "add_bos_token", addBosByDefault));
    TB_ASSIGN(const bool addEos, flagOr(file, "add_eos_token", false));
    if (addBos && vocabulary.bos)
        vocabulary.prefix.push_back(*vocabulary.bos);
    if (addEos && vocabulary.eos)
        vocabulary.suffix.push_back(*vocabulary.eos);
    return {};
}

Result<Loaded> readVocabulary(const GgufFile& file, bool byteLevel) {
    TB_ASSIGN(const auto* tokens, listAt<std::string>(file, "tokens", 0));
    const std::vector<std::int64_t>* kinds = nullptr;
    if (file.has(kPrefix + "token_type")) {
        TB_ASSIGN(kinds, listAt<std::int64_t>(file, "token_type", tokens->size()));
    }
    Loaded loaded;
    for (std::size_t k = 0; k < tokens->size(); ++k) {
        const auto& piece = (*tokens)[k];
        const auto kind = kinds ? (*kinds)[k] : std::int64_t{kNormal};
        // The unknown token gives no text in byte-level vocabularies, where it is an ordinary
        // special one.
        const bool special = kind == kControl || (byteLevel && kind == kUnknown);
        loaded.vocabulary.add(piece, textOf(piece, special ? kControl : kind, byteLevel), special);
        if (kind == kControl || kind == kUserDefined || kind == kUnknown)
            loaded.added.push_back(
                {.text = piece, .id = static_cast<TokenId>(k), .special = kind != kUserDefined});
    }
    TB_TRY(readSpecialIds(file, loaded.vocabulary, !byteLevel));
    return loaded;
}

Result<std::shared_ptr<const Tokenizer>> scoreTokenizer(const GgufFile& file) {
    TB_ASSIGN(auto loaded, readVocabulary(file, false));
    TB_ASSIGN(const auto* scores, listAt<double>(file, "scores", loaded.vocabulary.size()));
    for (const auto score : *scores)
        if (!std::isfinite(score))
            return Error{ErrorCode::BadFile,
                         "tokenizer.ggml.scores holds a number that is not finite"};
    TB_ASSIGN(const bool spaced, flagOr(file, "add_space_prefix", true));
    loaded.vocabulary.stripLeadingSpace = spaced;
    return std::shared_ptr<const Tokenizer>(std::make_shared<ScoreBpeTokenizer>(
        std::move(loaded.vocabulary), std::move(loaded.added),
        std::vector<float>(scores->begin(), scores->end()), spaced));
}

Status addWords(BpePipeline& pipeline, const char* pattern) {
    TB_ASSIGN(auto regex, RegexSplitter::compile(pattern));
    pipeline.preTokenizers.push_back(splitBy(std::move(regex), SplitBehaviour::Isolated, false));
    return {};
}

/// `name` is tokenizer.ggml.pre: the way that text is cut into words.
Status addPreTokenizers(BpePipeline& pipeline, const std::string& name) {
    if (name == "smollm") {
        TB_TRY(addWords(pipeline, "\\p{N}"));
        TB_TRY(addWords(pipeline, kGpt2Words));
    } else if (name == "gpt-2" || name == "gpt2" || name == "default") {
        TB_TRY(addWords(pipeline, kGpt2Words));
    } else if (name == "llama-bpe" || name == "llama3" || name == "llama-v3") {
        TB_TRY(addWords(pipeline, kLlama3Words));
        pipeline.ignoreMerges = true;
    } else if (name == "qwen2") {
        TB_TRY(addWords(pipeline, kQwen2Words));
    } else {
        return Error{ErrorCode::Unsupported,
                     "tokenizer.ggml.pre '" + name.substr(0, 64) +
                         "' is not supported (smollm, gpt-2, llama-bpe and qwen2 are)"};
    }
    TB_ASSIGN(auto bytes, byteLevelWords(false, false));
    pipeline.preTokenizers.push_back(std::move(bytes));
    return {};
}

Result<std::shared_ptr<const Tokenizer>> mergeTokenizer(const GgufFile& file) {
    TB_ASSIGN(auto loaded, readVocabulary(file, true));
    TB_ASSIGN(const auto* merges, listAt<std::string>(file, "merges", 0));
    BpePipeline pipeline;
    for (const auto& merge : *merges) {
        const auto gap =
            merge.find(' ', 1); // a part never is empty, so a first space belongs to it
        if (gap == std::string::npos)
            return Error{ErrorCode::BadFile,
                         "tokenizer.ggml.merges: '" + merge.substr(0, 64) + "' has no two parts"};
        const std::string_view whole(merge);
        TB_TRY(pipeline.merges.add(loaded.vocabulary, whole.substr(0, gap), whole.substr(gap + 1)));
    }
    std::string pre = "default";
    if (file.has(kPrefix + "pre")) {
        TB_ASSIGN(pre, file.text(kPrefix + "pre"));
    }
    TB_TRY(addPreTokenizers(pipeline, pre));
    return std::shared_ptr<const Tokenizer>(std::make_shared<RankBpeTokenizer>(
        std::move(loaded.vocabulary), std::move(loaded.added), std::move(pipeline)));
}

} // namespace

Result<std::shared_ptr<const Tokenizer>> loadGgufTokenizer(const GgufFile& file) {
    TB_ASSIGN(const auto model, file.text(kPrefix + "model"));
    auto loaded = model == "gpt2" ? mergeTokenizer(file)
                  : model == "llama"
                      ? scoreTokenizer(file)
                      : Result<std::shared_ptr<const Tokenizer>>(Error{
                            ErrorCode::Unsupported, "tokenizer.ggml.model '" + model.substr(0, 64) +
                                                        "' is not supported (gpt2 and llama are)"});
    if (loaded)
        return loaded;
    Error error = loaded.error();
    error.path = file.file().path().string();
    return error;
}

} // namespace tiebreak
