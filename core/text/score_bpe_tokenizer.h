// GGUF vocabularies of model "llama": byte-pair merging by piece score with byte fallback.
// Immutable.
#pragma once

#include "text/vocabulary.h"

namespace tiebreak {

class ScoreBpeTokenizer final : public VocabularyTokenizer {
public:
    /// `scores` has one entry a token.
    ScoreBpeTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added,
                      std::vector<float> scores, bool addSpacePrefix);

protected:
    Status encodePlain(const Stretch& stretch, std::vector<TokenId>& ids) const override;

private:
    void appendUnknown(std::string_view character, std::vector<TokenId>& ids) const;

    std::vector<float> m_scores;
    bool m_addSpacePrefix;
    ByteTokens m_byteTokens;
};

} // namespace tiebreak
