#include "text/rank_bpe_tokenizer.h"

#include "text/utf8.h"

namespace tiebreak {

namespace {

std::uint64_t pairKey(TokenId left, TokenId right) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 |
           static_cast<std::uint32_t>(right);
}

} // namespace

Status MergeTable::add(const Vocabulary& vocabulary, std::string_view left,
                       std::string_view right) {
    const auto a = vocabulary.find(left);
    const auto b = vocabulary.find(right);
    const auto both = vocabulary.find(std::string(left).append(right));
    if (!a || !b || !both)
        return Error{ErrorCode::BadFile, "merge '" + std::string(left) + " " + std::string(right) +
                                             "': a part or the result is not in the vocabulary"};
    m_merges.emplace(pairKey(*a, *b), BpeMerge{static_cast<double>(m_merges.size()), *both});
    return {};
}

std::optional<BpeMerge> MergeTable::find(TokenId left, TokenId right) const {
    const auto found = m_merges.find(pairKey(left, right));
    return found == m_merges.end() ? std::nullopt : std::optional(found->second);
}

RankBpeTokenizer::RankBpeTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added,
                                   BpePipeline pipeline)
    : VocabularyTokenizer(std::move(vocabulary), std::move(added))
    , m_pipeline(std::move(pipeline))
    , m_normalizedTokens(m_pipeline.normalizedTokens) {
    if (m_pipeline.byteFallback)
        m_byteTokens = this->vocabulary().byteTokens();
}

Result<std::string> normalize(const std::vector<Normalizer>& steps, std::string text, bool first) {
    for (const auto& step : steps) {
        TB_ASSIGN(text, step(std::move(text), first));
    }
    return text;
}

Result<std::vector<std::string>> RankBpeTokenizer::wordsOf(std::string_view normal,
                                                           bool first) const {
    std::vector<std::string> words{std::string(normal)};
    for (const auto& step : m_pipeline.preTokenizers) {
        std::vector<std::string> parts;
        for (auto& word : words) {
            TB_ASSIGN(auto cut, step(std::move(word), first && parts.empty()));
            std::move(cut.begin(), cut.end(), std::back_inserter(parts));
        }
        words = std::move(parts);
    }
    return words;
}

std::vector<BpeSymbol> RankBpeTokenizer::symbolsOf(std::string_view word) const {
    std::vector<BpeSymbol> symbols;
    bool fusing = false;
    for (std::size_t at = 0; at < word.size();) {
        const auto character = word.substr(at, characterLength(word, at));
        at += character.size();
        const auto id = vocabulary().find(character);
        if (!id && m_byteTokens) {
            for (std::size_t k = 0; k < character.size(); ++k)
                symbols.push_back(
                    {.text = character.substr(k, 1),
                     .id = (*m_byteTokens)[static_cast<unsigned char>(character[k])]});
        } else if (id || (vocabulary().unknown && !(fusing && m_pipeline.fuseUnknown))) {
            symbols.push_back({.text = character, .id = id ? *id : *vocabulary().unknown});
        } else if (fusing && !symbols.empty()) {
            symbols.back().text = {symbols.back().text.data(),
                                   symbols.back().text.size() + character.size()};
        }
        fusing = !id && !m_byteTokens;
    }
    return symbols;
}

std::vector<TokenId> RankBpeTokenizer::encodeWord(std::string_view word) const {
    if (m_pipeline.ignoreMerges)
        if (const auto whole = vocabulary().find(word))
            return {*whole};
    const auto find = [&](const BpeSymbol& left, const BpeSymbol& right) {
        return m_pipeline.merges.find(left.id, right.id);
    };
    std::vector<TokenId> ids;
    for (const auto& symbol : mergeSymbols(symbolsOf(word), find))
        ids.push_back(symbol.id);
    return ids;
}

void RankBpeTokenizer::appendWord(const std::string& word, std::vector<TokenId>& ids) const {
    constexpr std::size_t kMaxCached = 20'000;
    constexpr std::size_t kMaxWord =
        256; // a text without pre-tokenizer is one long word: not worth keeping
    {
        const std::shared_lock lock(m_lock);
        const auto found = m_cache.find(word);
        if (found != m_cache.end()) {
            ids.insert(ids.end(), found->second.begin(), found->second.end());
            return;
        }
    }
    auto fresh = encodeWord(word);
    ids.insert(ids.end(), fresh.begin(), fresh.end());
    const std::unique_lock lock(m_lock);
    if (word.size() <= kMaxWord && m_cache.size() < kMaxCached)
        m_cache.emplace(word, std::move(fresh));
}

Status RankBpeTokenizer::appendWords(std::string_view normal, bool first,
                                     std::vector<TokenId>& ids) const {
    TB_ASSIGN(const auto words, wordsOf(normal, first));
    for (const auto& word : words)
        appendWord(word, ids);
    return {};
}

Status RankBpeTokenizer::encodePlain(const Stretch& stretch, std::vector<TokenId>& ids) const {
    TB_ASSIGN(const auto normal,
              normalize(m_pipeline.normalizers, std::string(stretch.text), stretch.first));
    std::size_t at = 0;
    while (at < normal.size()) {
        const auto found = m_normalizedTokens.find(normal, at, stretch.parseSpecial);
        const auto plainEnd = found ? found->begin : normal.size();
        if (plainEnd > at)
            TB_TRY(appendWords(std::string_view(normal).substr(at, plainEnd - at),
                               stretch.first && at == 0, ids));
        if (!found)
            break;
        ids.push_back(found->id);
        at = found->end;
    }
    return {};
}

} // namespace tiebreak
