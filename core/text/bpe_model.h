// Byte-pair encoding by a list of merges (Sennrich et al. 2016): GPT-2 and its kin, and the Llama
// kind of tokenizer.json. Immutable, any thread.
#pragma once

#include "text/bpe_merge.h"
#include "text/vocabulary.h"
#include "text/word_model.h"

namespace tiebreak {

/// The merges of a vocabulary: two tokens to rank and result.
class MergeTable {
public:
    /// `prefixBytes` of the right part (a continuing prefix) do not stand in the result. BadFile
    /// when a part or the result is not in the vocabulary. Of equal pairs the last counts.
    Status add(const TokenMap& ids, std::string_view left, std::string_view right,
               std::size_t prefixBytes = 0);
    std::optional<BpeMerge> find(TokenId left, TokenId right) const;

private:
    std::unordered_map<std::uint64_t, BpeMerge> m_merges;
    std::size_t m_added = 0;
};

struct BpeOptions {
    std::optional<TokenId> unknown;
    std::string continuingPrefix; ///< before every character but a word's first
    std::string wordSuffix;       ///< behind a word's last character
    bool byteFallback = false;
    bool fuseUnknown = false;
    bool ignoreMerges = false; ///< a word that is a token is not taken apart
};

class BpeModel final : public WordModel {
public:
    BpeModel(TokenMap ids, MergeTable merges, BpeOptions options);
    Status encode(std::string_view word, std::vector<TokenId>& ids) const override;

private:
    std::vector<BpeSymbol> symbolsOf(std::string_view word) const;
    bool appendBytes(std::string_view written, std::string_view character,
                     std::vector<BpeSymbol>& symbols) const;
    void appendUnknown(std::string_view character, std::optional<BpeSymbol>& unknown,
                       std::vector<BpeSymbol>& symbols) const;

    TokenMap m_ids;
    MergeTable m_merges;
    BpeOptions m_options;
    ByteTokens m_byteTokens;
};

} // namespace tiebreak
