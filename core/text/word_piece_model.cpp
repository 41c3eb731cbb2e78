#include "text/word_piece_model.h"

#include "text/utf8.h"

#include <algorithm>

namespace tiebreak {

namespace {

bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::size_t characterCount(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return !isContinuation(byte); }));
}

} // namespace

WordPieceModel::WordPieceModel(TokenMap ids, WordPieceOptions options)
    : m_ids(std::move(ids))
    , m_options(std::move(options)) {
    for (const auto& [piece, id] : m_ids)
        m_longest = std::max(m_longest, piece.size());
}

bool WordPieceModel::cut(std::string_view word, std::vector<TokenId>& ids) const {
    if (m_options.wholeWords || characterCount(word) > m_options.maxCharacters) {
        const auto whole = m_options.wholeWords ? findToken(m_ids, word) : std::nullopt;
        if (whole)
            ids.push_back(*whole);
        return whole.has_value();
    }
    for (std::size_t begin = 0; begin < word.size();) {
        std::size_t end = begin + std::min(word.size() - begin, m_longest);
        std::optional<TokenId> found;
        for (; end > begin; --end) {
            if (end < word.size() && isContinuation(word[end]))
                continue;
            const auto piece = word.substr(begin, end - begin);
            found = begin == 0 ? findToken(m_ids, piece)
                               : findToken(m_ids, m_options.continuingPrefix + std::string(piece));
            if (found)
                break;
        }
        if (!found)
            return false;
        ids.push_back(*found);
        begin = end;
    }
    return true;
}

Status WordPieceModel::encode(std::string_view word, std::vector<TokenId>& ids) const {
    const auto before = ids.size();
    if (cut(word, ids))
        return {};
    ids.resize(before);
    if (!m_options.unknown)
        return Error{ErrorCode::BadFile,
                     "'" + std::string(word.substr(0, 64)) +
                         "' is no word of the vocabulary, and its unknown token (model.unk_token) "
                         "is not in it"};
    ids.push_back(*m_options.unknown);
    return {};
}

} // namespace tiebreak
