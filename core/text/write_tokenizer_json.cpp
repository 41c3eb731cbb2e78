#include "text/tokenizer_parts.h"

#include <algorithm>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

Json addedJson(std::vector<AddedToken> added) {
    std::sort(added.begin(), added.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    auto list = Json::array();
    for (const auto& token : added)
        list.push_back({{"id", token.id},
                        {"content", token.text},
                        {"single_word", token.singleWord},
                        {"lstrip", token.stripLeft},
                        {"rstrip", token.stripRight},
                        {"normalized", token.normalized},
                        {"special", token.special}});
    return list;
}

Json vocabularyJson(const TokenizerParts& parts) {
    auto pieces = std::vector<Json::object_t::value_type>();
    for (std::size_t k = 0; k < parts.pieces.size(); ++k)
        if (parts.pieces[k])
            pieces.emplace_back(*parts.pieces[k], k);
    Json vocabulary = Json::object();
    auto& object = vocabulary.get_ref<Json::object_t&>();
    object.reserve(pieces.size());
    for (auto& piece : pieces) // insert() would look for the name among all before it
        object.Container::push_back(std::move(piece));
    return vocabulary;
}

Json scoredJson(const TokenizerParts& parts) {
    auto list = Json::array();
    for (std::size_t k = 0; k < parts.pieces.size(); ++k)
        list.push_back(Json::array({parts.pieces[k].value_or(""), parts.scores[k]}));
    return list;
}

Json textOrNull(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json bpeJson(const TokenizerParts& parts) {
    auto merges = Json::array();
    for (const auto& [left, right] : parts.merges)
        merges.push_back(Json::array({left, right}));
    return {{"type", "BPE"},
            {"dropout", nullptr},
            {"unk_token", textOrNull(parts.unknown)},
            {"continuing_subword_prefix", textOrNull(parts.continuingPrefix)},
            {"end_of_word_suffix", textOrNull(parts.wordSuffix)},
            {"fuse_unk", parts.fuseUnknown},
            {"byte_fallback", parts.byteFallback},
            {"ignore_merges", parts.ignoreMerges},
            {"vocab", vocabularyJson(parts)},
            {"merges", std::move(merges)}};
}

Json unigramJson(const TokenizerParts& parts) {
    const auto found = std::find(parts.pieces.begin(), parts.pieces.end(), parts.unknown);
    return {{"type", "Unigram"},
            {"unk_id", parts.unknown.empty() ? Json(nullptr) : Json(found - parts.pieces.begin())},
            {"vocab", scoredJson(parts)},
            {"byte_fallback", parts.byteFallback}};
}

Json wordsJson(const TokenizerParts& parts) {
    if (parts.kind == WordModelKind::WordLevel)
        return {
            {"type", "WordLevel"}, {"vocab", vocabularyJson(parts)}, {"unk_token", parts.unknown}};
    return {{"type", "WordPiece"},
            {"unk_token", parts.unknown},
            {"continuing_subword_prefix", parts.continuingPrefix},
            {"max_input_chars_per_word", parts.maxWordCharacters},
            {"vocab", vocabularyJson(parts)}};
}

} // namespace

Json tokenizerJson(const TokenizerParts& parts) {
    const bool bpe = parts.kind == WordModelKind::Bpe;
    const bool unigram = parts.kind == WordModelKind::Unigram;
    return {{"version", "1.0"},
            {"truncation", nullptr},
            {"padding", nullptr},
            {"added_tokens", addedJson(parts.added)},
            {"normalizer", parts.normalizer},
            {"pre_tokenizer", parts.preTokenizer},
            {"post_processor", parts.postProcessor},
            {"decoder", parts.decoder},
            {"model", bpe       ? bpeJson(parts)
                      : unigram ? unigramJson(parts)
                                : wordsJson(parts)}};
}

} // namespace tiebreak
