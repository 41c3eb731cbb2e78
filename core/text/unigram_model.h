// The unigram model (Kudo 2018): of all ways to cut a word into pieces the one with the highest sum
// of scores (log-probabilities), by dynamic programming. Immutable, any thread.
#pragma once

#include "text/vocabulary.h"
#include "text/word_model.h"

namespace tiebreak {

struct UnigramPiece {
    std::string text;
    double score;
};

class UnigramModel final : public WordModel {
public:
    /// Token k is pieces[k]; of equal texts the last counts.
    UnigramModel(const UnigramModel&) = delete;
    UnigramModel(std::vector<UnigramPiece> pieces, std::optional<TokenId> unknown,
                 bool byteFallback);
    Status encode(std::string_view word, std::vector<TokenId>& ids) const override;

private:
    /// The best way to reach a place: from `begin`, with the sum of scores so far.
    struct Node {
        double score = 0;
        std::size_t begin = 0;
        bool reached = false;
        bool unknown = false;
    };
    template <class Visit>
    void eachPieceAt(std::string_view text, const Visit& visit) const;
    std::vector<Node> bestPaths(std::string_view word) const;
    void extend(std::string_view word, std::size_t at, std::vector<Node>& nodes) const;
    Status appendPart(std::string_view part, std::vector<TokenId>& ids) const;

    std::vector<UnigramPiece> m_pieces;
    std::vector<std::pair<std::string_view, TokenId>> m_sorted; ///< texts of m_pieces
    TokenMap m_ids;
    std::optional<TokenId> m_unknown;
    bool m_byteFallback;
    ByteTokens m_byteTokens;
    double m_unknownScore = 0;
};

} // namespace tiebreak
