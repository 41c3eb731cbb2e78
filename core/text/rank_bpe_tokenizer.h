// Byte-pair encoding by a list of merges behind a pipeline of normalizers and pre-tokenizers: GPT-2
// and its kin, and the Llama kind of tokenizer.json. Immutable but for a word cache under its own
// lock.
#pragma once

#include "text/bpe_merge.h"
#include "text/text_step.h"
#include "text/vocabulary.h"

#include <mutex>
#include <shared_mutex>

namespace tiebreak {

/// The merges of a vocabulary: two tokens to rank and result.
class MergeTable {
public:
    /// BadFile when a part or the result is not in the vocabulary.
    Status add(const Vocabulary& vocabulary, std::string_view left, std::string_view right);
    std::optional<BpeMerge> find(TokenId left, TokenId right) const;

private:
    std::unordered_map<std::uint64_t, BpeMerge> m_merges;
};

struct BpePipeline {
    std::vector<Normalizer> normalizers;
    std::vector<PreTokenizer> preTokenizers;
    MergeTable merges;
    std::vector<AddedToken> normalizedTokens; ///< found behind the normalizers; text is normal
    bool byteFallback = false;
    bool fuseUnknown = false;
    bool ignoreMerges = false; ///< a word that is a token is not taken apart
};

Result<std::string> normalize(const std::vector<Normalizer>& steps, std::string text, bool first);

class RankBpeTokenizer final : public VocabularyTokenizer {
public:
    RankBpeTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added, BpePipeline pipeline);

protected:
    Status encodePlain(const Stretch& stretch, std::vector<TokenId>& ids) const override;

private:
    Result<std::vector<std::string>> wordsOf(std::string_view normal, bool first) const;
    Status appendWords(std::string_view normal, bool first, std::vector<TokenId>& ids) const;
    void appendWord(const std::string& word, std::vector<TokenId>& ids) const;
    std::vector<TokenId> encodeWord(std::string_view word) const;
    std::vector<BpeSymbol> symbolsOf(std::string_view word) const;

    BpePipeline m_pipeline;
    AddedTokenFinder m_normalizedTokens;
    std::optional<std::vector<TokenId>> m_byteTokens;
    mutable std::shared_mutex m_lock;
    mutable std::unordered_map<std::string, std::vector<TokenId>> m_cache;
};

} // namespace tiebreak
