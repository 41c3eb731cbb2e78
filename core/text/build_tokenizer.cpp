#include "text/tokenizer_parts.h"

#include "text/bpe_model.h"
#include "text/json_fields.h"
#include "text/json_steps.h"
#include "text/pipeline_tokenizer.h"
#include "text/unigram_model.h"
#include "text/word_piece_model.h"

#include <algorithm>
#include <cmath>

namespace tiebreak {

namespace {

using nlohmann::json;

Error bad(std::string message) {
    return Error{ErrorCode::BadFile, std::move(message)};
}

TokenMap modelIds(const TokenizerParts& parts) {
    TokenMap ids;
    for (std::size_t k = 0; k < parts.pieces.size(); ++k)
        if (parts.pieces[k])
            ids.emplace(*parts.pieces[k], static_cast<TokenId>(k));
    return ids;
}

std::optional<TokenId> unknownOf(const TokenizerParts& parts, const TokenMap& ids) {
    return parts.unknown.empty() ? std::nullopt : findToken(ids, parts.unknown);
}

using BuiltModel = Result<std::unique_ptr<const WordModel>>;

BuiltModel buildBpe(const TokenizerParts& parts) {
    auto ids = modelIds(parts);
    MergeTable merges;
    for (const auto& [left, right] : parts.merges)
        TB_TRY(merges.add(ids, left, right, parts.continuingPrefix.size()));
    BpeOptions options{unknownOf(parts, ids), parts.continuingPrefix, parts.wordSuffix,
                       parts.byteFallback,    parts.fuseUnknown,      parts.ignoreMerges};
    return std::unique_ptr<const WordModel>(
        std::make_unique<BpeModel>(std::move(ids), std::move(merges), std::move(options)));
}

BuiltModel buildUnigram(const TokenizerParts& parts) {
    if (parts.scores.size() != parts.pieces.size())
        return bad("the vocabulary has " + std::to_string(parts.pieces.size()) + " pieces and " +
                   std::to_string(parts.scores.size()) + " scores");
    std::vector<UnigramPiece> pieces;
    for (std::size_t k = 0; k < parts.pieces.size(); ++k) {
        if (!std::isfinite(parts.scores[k]))
            return bad("token " + std::to_string(k) + ": its score is not a finite number");
        pieces.push_back({parts.pieces[k].value_or(""), parts.scores[k]});
    }
    const auto unknown = unknownOf(parts, modelIds(parts));
    return std::unique_ptr<const WordModel>(
        std::make_unique<UnigramModel>(std::move(pieces), unknown, parts.byteFallback));
}

BuiltModel buildModel(const TokenizerParts& parts) {
    if (parts.kind == WordModelKind::Bpe)
        return buildBpe(parts);
    if (parts.kind == WordModelKind::Unigram)
        return buildUnigram(parts);
    auto ids = modelIds(parts);
    WordPieceOptions options{unknownOf(parts, ids), parts.continuingPrefix, parts.maxWordCharacters,
                             parts.kind == WordModelKind::WordLevel};
    return std::unique_ptr<const WordModel>(
        std::make_unique<WordPieceModel>(std::move(ids), std::move(options)));
}

/// The model's tokens and the added ones.
Vocabulary vocabularyOf(const TokenizerParts& parts) {
    auto pieces = parts.pieces;
    for (const auto& token : parts.added) {
        pieces.resize(std::max(pieces.size(), static_cast<std::size_t>(token.id) + 1));
        pieces[static_cast<std::size_t>(token.id)] = token.text;
    }
    Vocabulary vocabulary;
    for (const auto& piece : pieces)
        vocabulary.add(piece.value_or(""), piece.value_or(""), false);
    vocabulary.ids.erase("");
    vocabulary.verbatim.resize(pieces.size(), false);
    for (const auto& token : parts.added) {
        const auto place = static_cast<std::size_t>(token.id);
        vocabulary.special[place] = token.special;
        vocabulary.verbatim[place] = parts.addedAreVerbatim;
    }
    vocabulary.unknown = unknownOf(parts, vocabulary.ids);
    return vocabulary;
}

/// What a post-processor puts around a text.
struct Frame {
    std::vector<TokenId> before, behind;
};

Status appendToken(const json& value, const Vocabulary& vocabulary, std::vector<TokenId>& ids) {
    if (!value.is_number_integer() || value < 0 || value >= vocabulary.size())
        return bad("post-processor: token " + value.dump().substr(0, 40) +
                   " is outside the vocabulary");
    ids.push_back(value.get<TokenId>());
    return {};
}

Result<Frame> templateFrame(const json& step, const Vocabulary& vocabulary) {
    Frame frame;
    int texts = 0;
    for (const auto& part : member(step, "single")) {
        if (part.is_object() && part.contains("Sequence")) {
            ++texts;
            continue;
        }
        TB_ASSIGN(const auto name, textField(member(part, "SpecialToken"), "id"));
        const auto& ids = member(member(member(step, "special_tokens"), name.c_str()), "ids");
        if (!ids.is_array() || ids.empty())
            return bad("post-processor: special token '" + name + "' has no ids");
        for (const auto& id : ids)
            TB_TRY(appendToken(id, vocabulary, texts ? frame.behind : frame.before));
    }
    if (texts != 1)
        return bad("post-processor: its template names the text " + std::to_string(texts) +
                   " times, expected once");
    return frame;
}

/// RobertaProcessing and BertProcessing: [token, id] pairs around the text.
Result<Frame> pairFrame(const json& step, const Vocabulary& vocabulary) {
    Frame frame;
    for (const char* key : {"cls", "sep"}) {
        const auto& pair = member(step, key);
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string())
            return bad(std::string("post-processor: '") + key + "' must be a token and its id");
        TB_TRY(appendToken(pair[1], vocabulary, key[0] == 'c' ? frame.before : frame.behind));
    }
    return frame;
}

Status readPostProcessor(const json& step, Vocabulary& vocabulary) {
    if (step.is_null())
        return {};
    TB_ASSIGN(const auto type, textField(step, "type"));
    if (type == "ByteLevel") // moves offsets only, which are not kept here
        return {};
    if (type == "Sequence") {
        for (const auto& inner : member(step, "processors"))
            TB_TRY(readPostProcessor(inner, vocabulary));
        return {};
    }
    const bool pairs = type == "RobertaProcessing" || type == "BertProcessing";
    if (!pairs && type != "TemplateProcessing")
        return Error{ErrorCode::Unsupported,
                     "post-processor '" + type.substr(0, 64) + "' is not supported"};
    TB_ASSIGN(const auto frame,
              pairs ? pairFrame(step, vocabulary) : templateFrame(step, vocabulary));
    auto& [before, behind] = frame;
    vocabulary.prefix.insert(vocabulary.prefix.begin(), before.begin(), before.end());
    vocabulary.suffix.insert(vocabulary.suffix.end(), behind.begin(), behind.end());
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

/// An added token that is looked for in normalised text goes through the same normalizers; so
/// written it decodes too, as the tokenizers library has it.
Result<std::vector<AddedToken>> normalizedTokens(const TokenizerParts& parts,
                                                 const Pipeline& pipeline, Vocabulary& vocabulary) {
    std::vector<AddedToken> tokens;
    for (auto token : parts.added) {
        if (!token.normalized)
            continue;
        TB_ASSIGN(token.text, normalize(pipeline.normalizers, token.text));
        vocabulary.bytes[static_cast<std::size_t>(token.id)] = token.text;
        tokens.push_back(std::move(token));
    }
    return tokens;
}

} // namespace

Result<std::shared_ptr<const Tokenizer>> buildTokenizer(const TokenizerParts& parts,
                                                        const TokenizerSettings& settings) {
    auto vocabulary = vocabularyOf(parts);
    Pipeline pipeline;
    TB_ASSIGN(pipeline.model, buildModel(parts));
    TB_TRY(addNormalizers(parts.normalizer, pipeline.normalizers));
    TB_TRY(addPreTokenizers(parts.preTokenizer, pipeline.preTokenizers));
    TB_TRY(addDecoders(parts.decoder, pipeline.decoder));
    TB_TRY(readPostProcessor(parts.postProcessor, vocabulary));
    TB_ASSIGN(pipeline.normalizedTokens, normalizedTokens(parts, pipeline, vocabulary));
    setNamedTokens(vocabulary, settings);
    applyChoice(settings.addBos, vocabulary.bos, vocabulary.prefix, 0);
    applyChoice(settings.addEos, vocabulary.eos, vocabulary.suffix, vocabulary.suffix.size());
    std::vector<AddedToken> asWritten;
    std::copy_if(parts.added.begin(), parts.added.end(), std::back_inserter(asWritten),
                 [](const AddedToken& token) { return !token.normalized; });
    return std::shared_ptr<const Tokenizer>(std::make_shared<PipelineTokenizer>(
        std::move(vocabulary), std::move(asWritten), std::move(pipeline)));
}

} // namespace tiebreak
