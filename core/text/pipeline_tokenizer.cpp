#include "text/pipeline_tokenizer.h"

namespace tiebreak {

PipelineTokenizer::PipelineTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added,
                                     Pipeline pipeline)
    : VocabularyTokenizer(std::move(vocabulary), std::move(added))
    , m_pipeline(std::move(pipeline))
    , m_normalizedTokens(m_pipeline.normalizedTokens) {}

Result<std::string> normalize(const std::vector<Normalizer>& steps, std::string text) {
    constexpr std::size_t kMostGrowth = 64; // Unicode's longest compatibility form is 11 times
    const auto limit = kMostGrowth * text.size() + 4096;
    for (const auto& step : steps) {
        TB_ASSIGN(text, step(std::move(text)));
        if (text.size() > limit)
            return Error{ErrorCode::BadFile, "the normalizer makes " + std::to_string(text.size()) +
                                                 " bytes of a text, above the limit " +
                                                 std::to_string(limit)};
    }
    return text;
}

Result<std::vector<Word>> PipelineTokenizer::wordsOf(std::string_view normal, bool first) const {
    std::vector<Word> words{{std::string(normal), first}};
    for (const auto& step : m_pipeline.preTokenizers) {
        std::vector<Word> parts;
        for (const auto& word : words)
            TB_TRY(step(word, parts));
        words = std::move(parts);
    }
    return words;
}

Status PipelineTokenizer::appendWord(const std::string& word, std::vector<TokenId>& ids) const {
    constexpr std::size_t kMaxCached = 20'000;
    constexpr std::size_t kMaxWord =
        256; // a text without pre-tokenizer is one long word: not worth keeping
    {
        const std::shared_lock lock(m_lock);
        const auto found = m_cache.find(word);
        if (found != m_cache.end()) {
            ids.insert(ids.end(), found->second.begin(), found->second.end());
            return {};
        }
    }
    std::vector<TokenId> fresh;
    TB_TRY(m_pipeline.model->encode(word, fresh));
    ids.insert(ids.end(), fresh.begin(), fresh.end());
    const std::unique_lock lock(m_lock);
    if (word.size() <= kMaxWord && m_cache.size() < kMaxCached)
        m_cache.emplace(word, std::move(fresh));
    return {};
}

Status PipelineTokenizer::appendWords(std::string_view normal, bool first,
                                      std::vector<TokenId>& ids) const {
    TB_ASSIGN(const auto words, wordsOf(normal, first));
    for (const auto& word : words)
        TB_TRY(appendWord(word.text, ids));
    return {};
}

Status PipelineTokenizer::encodePlain(const Stretch& stretch, std::vector<TokenId>& ids) const {
    TB_ASSIGN(const auto normal, normalize(m_pipeline.normalizers, std::string(stretch.text)));
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

std::unique_ptr<TextStream> PipelineTokenizer::stream(bool keepSpecial) const {
    return std::make_unique<DecodeChain>(vocabulary(), m_pipeline.decoder, keepSpecial);
}

} // namespace tiebreak
