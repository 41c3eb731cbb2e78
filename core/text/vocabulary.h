// What every kind of tokenizer knows of its tokens, and the decoding they share. Plain values,
// immutable after loading, any thread.
#pragma once

#include "text/tokenizer.h"

#include <array>
#include <unordered_map>

namespace tiebreak {

struct PieceHash : std::hash<std::string_view> {
    using is_transparent = void;
};
/// Ids by piece, looked up without making a string.
using TokenMap = std::unordered_map<std::string, TokenId, PieceHash, std::equal_to<>>;

std::optional<TokenId> findToken(const TokenMap& ids, std::string_view piece);

/// The tokens "<0x00>" to "<0xFF>" that stand for bytes, where the vocabulary has them.
using ByteTokens = std::array<std::optional<TokenId>, 256>;

ByteTokens byteTokensOf(const TokenMap& ids);

struct Vocabulary {
    std::vector<std::string> pieces;
    std::vector<std::string> bytes; ///< what a token adds to running text, or gives to the decoder
    std::vector<bool> special;      ///< gives no text unless asked
    std::vector<bool> verbatim;     ///< its bytes go past the decoder; may be shorter than pieces
    TokenMap ids;
    std::optional<TokenId> bos, eos, pad, unknown;
    std::vector<TokenId> prefix; ///< put before the text with addSpecial
    std::vector<TokenId> suffix;
    bool stripLeadingSpace = false; ///< decoding drops one space at the very start

    std::size_t size() const { return pieces.size(); }
    bool contains(TokenId id) const { return id >= 0 && static_cast<std::size_t>(id) < size(); }
    std::optional<TokenId> find(std::string_view piece) const { return findToken(ids, piece); }
    /// Appends a token; the first of equal pieces keeps the name.
    void add(std::string piece, std::string text, bool isSpecial);
};

/// The byte that a piece such as "<0x0A>" stands for.
std::optional<char> byteOfPiece(std::string_view piece);

/// A special or added token that is found in the text before anything else.
struct AddedToken {
    std::string text;
    TokenId id = 0;
    bool special = true; ///< only found with parseSpecial
    bool stripLeft = false;
    bool stripRight = false;
    bool singleWord = false;
    bool normalized = false; ///< looked for behind the normalizer, itself normalised
};

/// Finds added tokens in a text: the leftmost, of those that begin there the longest. One that must
/// not count there (not a word of its own, special where those are plain text) hides what it
/// covers.
class AddedTokenFinder {
public:
    struct Found {
        std::size_t begin, end;
        TokenId id;
    };
    explicit AddedTokenFinder(std::vector<AddedToken> tokens);
    /// The first at or behind `from`; special ones only with parseSpecial.
    std::optional<Found> find(std::string_view text, std::size_t from, bool parseSpecial) const;

private:
    const AddedToken* longestAt(std::string_view text) const;

    std::array<std::vector<AddedToken>, 256> m_tokens; ///< by first byte, longest first
};

/// A part of a text that holds none of the added tokens looked for before.
struct Stretch {
    std::string_view text;
    bool first;        ///< it opens the whole text
    bool parseSpecial; ///< as asked of encode()
};

/// Everything but the way a stretch of plain text is encoded.
class VocabularyTokenizer : public Tokenizer {
public:
    VocabularyTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added);

    Result<std::vector<TokenId>> encode(std::string_view text,
                                        EncodeOptions options) const override;
    std::string decode(std::span<const TokenId> ids, bool keepSpecial) const override;
    std::unique_ptr<TextStream> stream(bool keepSpecial) const override;
    std::string piece(TokenId id) const override;
    std::optional<TokenId> idOf(std::string_view piece) const override {
        return m_vocabulary.find(piece);
    }
    std::int64_t size() const override { return static_cast<std::int64_t>(m_vocabulary.size()); }
    bool isSpecial(TokenId id) const override;
    std::optional<TokenId> bosId() const override { return m_vocabulary.bos; }
    std::optional<TokenId> eosId() const override { return m_vocabulary.eos; }
    std::optional<TokenId> padId() const override { return m_vocabulary.pad; }
    const Vocabulary& vocabulary() const { return m_vocabulary; }

protected:
    /// Appends the tokens of a stretch.
    virtual Status encodePlain(const Stretch& stretch, std::vector<TokenId>& ids) const = 0;

private:
    Status encodeParts(std::string_view text, bool parseSpecial, std::vector<TokenId>& ids) const;

    Vocabulary m_vocabulary;
    AddedTokenFinder m_added;
};

} // namespace tiebreak
