// WordPiece: the longest piece from the left, again and again; a word that cannot be cut so is
// unknown as a whole. With no cutting at all it is the word-level model. Immutable, any thread.
#pragma once

#include "text/vocabulary.h"
#include "text/word_model.h"

namespace tiebreak {

struct WordPieceOptions {
    std::optional<TokenId> unknown;
    std::string continuingPrefix = "##"; ///< before every piece but a word's first
    std::size_t maxCharacters = 100;     ///< longer words are unknown
    bool wholeWords = false;             ///< word-level: a word is one token or unknown
};

class WordPieceModel final : public WordModel {
public:
    WordPieceModel(TokenMap ids, WordPieceOptions options);
    Status encode(std::string_view word, std::vector<TokenId>& ids) const override;

private:
    bool cut(std::string_view word, std::vector<TokenId>& ids) const;

    TokenMap m_ids;
    WordPieceOptions m_options;
    std::size_t m_longest = 0; ///< bytes of the longest piece
};

} // namespace tiebreak
